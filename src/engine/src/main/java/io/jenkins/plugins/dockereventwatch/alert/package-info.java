/** An alert: an event for a notifier, its context (build, image verdict, log), and its text. */
package io.jenkins.plugins.dockereventwatch.alert;
