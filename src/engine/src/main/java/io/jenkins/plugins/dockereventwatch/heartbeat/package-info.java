/**
 * The heartbeat mail: at fixed times it says that there is a watch, what it saw and sent since the last one, and what
 * somebody should look at. It stands in for the rare check by hand; one that does not come says that nobody watches.
 */
package io.jenkins.plugins.dockereventwatch.heartbeat;
