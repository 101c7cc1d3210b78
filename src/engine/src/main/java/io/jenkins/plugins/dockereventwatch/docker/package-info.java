/** Connections to a Docker Engine over Unix socket, tcp, TLS or ssh: requests, streams and hijacked connections. */
package io.jenkins.plugins.dockereventwatch.docker;
