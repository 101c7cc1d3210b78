/**
 * Updates of hosts: which nodes and other hosts are read, what people are reminded of, the page that shows it, and the
 * links in reminders.
 */
package io.jenkins.plugins.dockereventwatch.hostupdate;
