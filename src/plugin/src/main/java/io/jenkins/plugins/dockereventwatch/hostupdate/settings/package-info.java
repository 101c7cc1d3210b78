/** The settings of host updates, and the reminder settings made from them. */
package io.jenkins.plugins.dockereventwatch.hostupdate.settings;
