package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import java.util.Optional;

/**
 * The rules for limited runs in a config.yml.
 *
 * @param limits {@code limits}, or {@link LimitPolicy#BUILT_IN}
 * @param imagePolicy {@code image_policy}; empty: every image is allowed
 */
public record RunRules(LimitPolicy limits, Optional<PolicySettings> imagePolicy) {

    /** The rules without a config.yml. */
    public static final RunRules BUILT_IN = new RunRules(LimitPolicy.BUILT_IN, Optional.empty());
}
