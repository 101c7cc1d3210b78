/**
 * Alerts of builds: finding the build of a container, the people responsible for it, masking its secrets, and the entry
 * "Docker alerts" on its page.
 */
package io.jenkins.plugins.dockereventwatch.build;
