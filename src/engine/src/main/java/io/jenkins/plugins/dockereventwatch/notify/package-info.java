/** Destinations of alerts: what every notifier and its transport have in common. */
package io.jenkins.plugins.dockereventwatch.notify;
