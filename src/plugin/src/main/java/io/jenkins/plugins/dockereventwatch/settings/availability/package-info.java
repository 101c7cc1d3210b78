/** The forms of the services and Docker hosts whose availability is monitored. */
package io.jenkins.plugins.dockereventwatch.settings.availability;
