package io.jenkins.plugins.dockereventwatch.grouping;

import java.time.Duration;

/**
 * How long the alert of a death waits for a restart of the container.
 *
 * @param within the length of the period
 * @param sendIfRestarted whether the alert is sent if the container restarts; otherwise it is sent if it does not
 */
public record RestartGracePeriod(Duration within, boolean sendIfRestarted) {}
