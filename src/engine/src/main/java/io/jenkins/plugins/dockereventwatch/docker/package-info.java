/**
 * The connection to a Docker Engine: where it is, how it is reached (unix socket, tcp, TLS, ssh), its answers as JSON and
 * its streams. What the calls mean is known by the packages that make them.
 */
package io.jenkins.plugins.dockereventwatch.docker;
