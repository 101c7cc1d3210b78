/**
 * The overview of the watch: the status of hosts, recent alerts, activity of the last day, silences, and administrative
 * monitors.
 */
package io.jenkins.plugins.dockereventwatch.overview;
