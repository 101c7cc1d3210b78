/** The form of a Docker host. */
package io.jenkins.plugins.dockereventwatch.settings.host;
