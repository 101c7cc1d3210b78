/** Runs commands in a container on an agent through the Docker Engine API. */
package io.jenkins.plugins.dockereventwatch.step.container;
