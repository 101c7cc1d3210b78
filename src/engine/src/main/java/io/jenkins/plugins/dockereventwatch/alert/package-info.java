/**
 * What goes out when rules match: an {@link io.jenkins.plugins.dockereventwatch.alert.Alert} for a notifier, the message
 * made of it by a template, and its delivery by mail or webhook.
 */
package io.jenkins.plugins.dockereventwatch.alert;
