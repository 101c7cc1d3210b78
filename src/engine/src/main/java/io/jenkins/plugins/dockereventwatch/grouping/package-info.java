/** Decides when and together with which others an alert is sent: groups, crash loops, grace periods, resolved alerts. */
package io.jenkins.plugins.dockereventwatch.grouping;
