/** Monitoring of the watch: health, metrics and liveness. */
package io.jenkins.plugins.dockereventwatch.runner.server;
