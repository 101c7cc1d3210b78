package io.jenkins.plugins.dockereventwatch.grouping;

import java.time.Duration;

/**
 * An alert of a death that waits to see whether the container comes back.
 *
 * @param within how long it waits
 * @param wanted whether it is sent if the container was restarted; else it is sent if it was not
 */
public record RestartGracePeriod(Duration within, boolean wanted) {}
