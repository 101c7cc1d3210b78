package io.jenkins.plugins.dockereventwatch.builds;

import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What this Jenkins knows of a build that a container claims to belong to. Any container can claim any build; believed is
 * only what fits a build of this Jenkins that could have started it.
 *
 * @param address where this Jenkins says that the build's page is; empty where it does not know its own address
 * @param end when the build ended; empty: it runs
 */
record ClaimedBuild(Optional<String> address, Optional<Instant> end) {

    /** What a build leaves behind ends with it, or soon after. */
    private static final Duration AFTERMATH = Duration.ofMinutes(10);

    /**
     * Whether the claim is believed.
     *
     * @param claim what the container says; its job and number are those of this build
     * @param now the present
     */
    boolean fits(BuildReference claim, Instant now) {
        return claim.url().equals(address)
                && end.map(time -> time.plus(AFTERMATH).isAfter(now)).orElse(true);
    }
}
