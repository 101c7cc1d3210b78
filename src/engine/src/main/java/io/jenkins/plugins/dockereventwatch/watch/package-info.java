/** Watching hosts: from a host's events by rules to alerts, across lost connections and restarts of its engine. */
package io.jenkins.plugins.dockereventwatch.watch;
