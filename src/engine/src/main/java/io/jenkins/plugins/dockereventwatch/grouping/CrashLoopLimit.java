package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.text.NumberRange;
import java.time.Duration;

/**
 * When a container is in a crash loop, or its health check is flapping. The loop ends after the same period without a
 * failure.
 *
 * @param deaths the number of unplanned deaths, at least 2; or how often the container becomes unhealthy
 * @param within the period in which the deaths happen
 */
public record CrashLoopLimit(int deaths, Duration within) {

    /** The allowed numbers of deaths. */
    public static final NumberRange DEATHS = new NumberRange(2, 1000);

    /** Three deaths in five minutes. */
    public static final CrashLoopLimit DEFAULT = new CrashLoopLimit(3, Duration.ofMinutes(5));

    public CrashLoopLimit {
        DEATHS.check(deaths);
    }

    /** Returns the period in which a container becomes unhealthy, which takes longer than to die. */
    public Duration flapsWithin() {
        return within.multipliedBy(6);
    }
}
