package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.text.NumberRange;
import java.time.Duration;

/**
 * From when on a container that dies again and again is in a crash loop; it is over when nothing died for as long.
 *
 * @param deaths how many, at least 2
 * @param within in which time
 */
public record CrashLoopLimit(int deaths, Duration within) {

    /** The allowed numbers of deaths. */
    public static final NumberRange DEATHS = new NumberRange(2, 1000);

    /** Three deaths in five minutes. */
    public static final CrashLoopLimit DEFAULT = new CrashLoopLimit(3, Duration.ofMinutes(5));

    /** Validates the number of deaths. */
    public CrashLoopLimit {
        DEATHS.check(deaths);
    }
}
