/** Mail: notifier, composition, MIME and SMTP. */
package io.jenkins.plugins.dockereventwatch.notify.email;
