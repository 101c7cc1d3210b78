/** Images that a Docker host has, and those of its containers. */
package io.jenkins.plugins.dockereventwatch.image.host;
