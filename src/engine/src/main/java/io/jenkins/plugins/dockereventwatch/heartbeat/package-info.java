/** Heartbeat mails, which show at fixed times that the watch is running and what it saw, and a dead man's switch. */
package io.jenkins.plugins.dockereventwatch.heartbeat;
