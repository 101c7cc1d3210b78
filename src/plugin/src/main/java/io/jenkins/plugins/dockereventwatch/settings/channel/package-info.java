/** The forms of the notification channels, and the test alert. */
package io.jenkins.plugins.dockereventwatch.settings.channel;
