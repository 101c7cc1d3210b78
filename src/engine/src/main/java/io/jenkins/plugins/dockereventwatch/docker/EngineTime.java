package io.jenkins.plugins.dockereventwatch.docker;

import java.time.Instant;
import java.util.Locale;

/** Formats times for query parameters of the Docker Engine API. */
public final class EngineTime {

    private EngineTime() {}

    /**
     * Returns the value of {@code since} and {@code until}: seconds since the epoch with nine decimals.
     *
     * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/System/operation/SystemEvents">
     *     SystemEvents</a>
     */
    public static String seconds(Instant time) {
        return String.format(Locale.ROOT, "%d.%09d", time.getEpochSecond(), time.getNano());
    }
}
