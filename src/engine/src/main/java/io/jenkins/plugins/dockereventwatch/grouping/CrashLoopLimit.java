package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.text.NumberRange;
import java.time.Duration;

/**
 * When a container is in a crash loop. The loop ends after the same period without a death.
 *
 * @param deaths the number of unplanned deaths, at least 2
 * @param within the period in which they happen
 */
public record CrashLoopLimit(int deaths, Duration within) {

    /** The allowed numbers of deaths. */
    public static final NumberRange DEATHS = new NumberRange(2, 1000);

    /** Three deaths in five minutes. */
    public static final CrashLoopLimit DEFAULT = new CrashLoopLimit(3, Duration.ofMinutes(5));

    public CrashLoopLimit {
        DEATHS.check(deaths);
    }
}
