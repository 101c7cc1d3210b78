/** Podman for tests, with its Docker-compatible API. */
package io.jenkins.plugins.dockereventwatch.podman;
