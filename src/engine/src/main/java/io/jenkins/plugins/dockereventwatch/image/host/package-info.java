/** Finds the images of a Docker host and of its containers. */
package io.jenkins.plugins.dockereventwatch.image.host;
