package io.jenkins.plugins.dockereventwatch.limitedrun;

import io.jenkins.plugins.dockereventwatch.run.RunRequest;
import java.io.Serializable;

/**
 * What a step was asked for.
 *
 * @param request the container
 * @param credentialsId for the registry; empty: none
 * @param result what the step gives back
 */
record RunPlan(RunRequest request, String credentialsId, Giving result) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What a step gives back. */
    enum Giving {
        /** Nothing, and fails unless all went well. */
        NOTHING,
        /** The exit code. */
        STATUS,
        /** Standard output, and fails unless all went well. */
        OUTPUT
    }
}
