package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;
import java.time.Duration;

/**
 * A run as it may be made: every part of it was checked by {@link LimitCheck}.
 *
 * @param image as written by the user
 * @param name of the container; null: the engine finds one
 * @param command what runs
 * @param limits what it may use
 * @param isolation what it is kept apart by
 * @param pull when the image is pulled
 * @param stopTimeout what a stop grants before KILL
 */
public record RunSpec(
        String image,
        String name,
        ContainerCommand command,
        ResourceLimits limits,
        Isolation isolation,
        PullPolicy pull,
        Duration stopTimeout)
        implements Serializable {}
