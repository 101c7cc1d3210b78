/** Finds the images in Dockerfiles, parsed as BuildKit does. Input is untrusted. Uses only the JDK, to run on agents. */
package io.jenkins.plugins.dockereventwatch.image.dockerfile;
