/** One worker per notifier that claims messages from the outbox, composes, sends and retries them. */
package io.jenkins.plugins.dockereventwatch.delivery;
