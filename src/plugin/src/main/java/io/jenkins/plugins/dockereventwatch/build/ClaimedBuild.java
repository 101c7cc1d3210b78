package io.jenkins.plugins.dockereventwatch.build;

import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What this Jenkins knows of a build that a container claims to belong to. Any container can claim any build; believed is
 * only what fits a build of this Jenkins that could have created the container.
 *
 * @param address where this Jenkins says that the build's page is; empty where it does not know its own address
 * @param start when the build started
 * @param end when the build ended; empty: it runs
 */
record ClaimedBuild(Optional<String> address, Instant start, Optional<Instant> end) {

    /** What a build leaves behind may create containers a little later, and clocks differ. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    /**
     * Whether the claim is believed. How long ago the build was does not matter: a service that a build started may die
     * much later.
     *
     * @param claim what the container says; its job and number are those of this build
     * @param now the present, which counts where it is not known when the container was created
     */
    boolean fits(BuildReference claim, Instant now) {
        Instant created = claim.containerCreated().orElse(now);
        return claim.url().equals(address)
                && created.isAfter(start.minus(SLACK))
                && end.map(time -> created.isBefore(time.plus(SLACK))).orElse(true);
    }
}
