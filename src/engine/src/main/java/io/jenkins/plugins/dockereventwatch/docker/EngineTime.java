package io.jenkins.plugins.dockereventwatch.docker;

import java.time.Instant;
import java.util.Locale;

/** Times as the Docker Engine takes them in queries. */
public final class EngineTime {

    private EngineTime() {}

    /**
     * For {@code since} and {@code until}: seconds since the epoch with nine decimals, whatever this machine's language.
     *
     * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/System/operation/SystemEvents">
     *     SystemEvents</a>
     */
    public static String seconds(Instant time) {
        return String.format(Locale.ROOT, "%d.%09d", time.getEpochSecond(), time.getNano());
    }
}
