package io.jenkins.plugins.dockereventwatch.build;

import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The known facts about a build that a container claims to belong to. Any container can claim any build; a claim is
 * accepted only if it matches a build of this Jenkins that could have created the container.
 *
 * @param address the URL of the build; empty if the root URL is not configured
 * @param start when the build started
 * @param end when the build ended; empty if it is running
 */
record ClaimedBuild(Optional<String> address, Instant start, Optional<Instant> end) {

    /** Tolerance for clock differences, and for processes of a build that create containers shortly after its end. */
    private static final Duration TOLERANCE = Duration.ofMinutes(10);

    /**
     * Returns whether the claim is accepted. The age of the build does not matter: a service that a build started may
     * die much later.
     *
     * @param claim the claim of the container; its job and number are those of this build
     * @param now the current time, used if the creation time of the container is not known
     */
    boolean fits(BuildReference claim, Instant now) {
        Instant created = claim.containerCreated().orElse(now);
        return claim.url().equals(address)
                && created.isAfter(start.minus(TOLERANCE))
                && end.map(time -> created.isBefore(time.plus(TOLERANCE))).orElse(true);
    }
}
