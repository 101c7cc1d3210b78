/** Finds the images in compose files, parsed as Docker Compose does. Input is untrusted. */
package io.jenkins.plugins.dockereventwatch.image.compose;
