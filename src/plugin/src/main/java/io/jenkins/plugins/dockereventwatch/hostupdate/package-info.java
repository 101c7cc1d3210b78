/** Updates of hosts: the hosts that are read, reminders, the Host updates page, and the links in reminders. */
package io.jenkins.plugins.dockereventwatch.hostupdate;
