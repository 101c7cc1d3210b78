package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import java.io.Serializable;
import java.util.Map;

/**
 * What a step was asked for.
 *
 * @param request the container
 * @param credentialsId for the registry; empty: none
 * @param result what the step gives back
 */
record StepRequest(RunRequest request, String credentialsId, Giving result) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What a step gives back. */
    enum Giving {
        /** Nothing, and fails unless all went well. */
        NOTHING,
        /** The exit code. */
        STATUS,
        /** Standard output, and fails unless all went well. */
        OUTPUT,
        /** What a block gives, whose steps run in the container. */
        BLOCK
    }

    /**
     * What of the agent the container gets.
     *
     * @param environment of the step
     * @param temporary the folder beside the workspace; empty: there is none
     */
    CreateRun.Surroundings surroundings(Map<String, String> environment, String temporary) {
        // The commands of a block get their environment one by one, and their scripts lie beside the workspace.
        return result == Giving.BLOCK
                ? new CreateRun.Surroundings(Map.of(), temporary)
                : new CreateRun.Surroundings(environment, "");
    }
}
