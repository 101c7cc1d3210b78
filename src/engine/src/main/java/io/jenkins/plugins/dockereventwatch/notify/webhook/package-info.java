/** Webhooks: notifier and HTTP transport. */
package io.jenkins.plugins.dockereventwatch.notify.webhook;
