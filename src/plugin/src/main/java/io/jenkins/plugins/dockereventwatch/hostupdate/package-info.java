/** Updates of hosts: the settings of reminders, the Host updates page, and the links in reminders. */
package io.jenkins.plugins.dockereventwatch.hostupdate;
