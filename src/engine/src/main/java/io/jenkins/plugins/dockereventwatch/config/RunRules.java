package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import java.util.Optional;

/**
 * What a config.yml says of limited runs.
 *
 * @param limits its {@code limits}; {@link LimitPolicy#BUILT_IN} where there are none
 * @param imagePolicy its {@code image_policy}; empty: any image may be run
 */
public record RunRules(LimitPolicy limits, Optional<PolicySettings> imagePolicy) {

    /** Where there is no config.yml. */
    public static final RunRules BUILT_IN = new RunRules(LimitPolicy.BUILT_IN, Optional.empty());
}
