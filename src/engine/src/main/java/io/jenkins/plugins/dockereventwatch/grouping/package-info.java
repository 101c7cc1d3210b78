/** Decides when and together with which others an alert is sent: groups, crash loops, inhibitions, grace periods, resolved alerts. */
package io.jenkins.plugins.dockereventwatch.grouping;
