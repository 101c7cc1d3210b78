package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import java.io.Serializable;
import java.util.Map;

/**
 * The request of a step.
 *
 * @param run the requested run
 * @param credentialsId the ID of the registry credentials; empty for none
 * @param result the value that the step returns
 */
record StepRequest(RunRequest run, String credentialsId, ReturnValue result) implements Serializable {

    /** The value that a step returns. */
    enum ReturnValue {
        /** No value; the step fails unless the run succeeded. */
        NOTHING,
        /** The exit code. */
        STATUS,
        /** Standard output; the step fails unless the run succeeded. */
        OUTPUT,
        /** The value of the block whose steps run in the container. */
        BLOCK
    }

    /**
     * Returns the parts of the agent that the container gets.
     *
     * @param environment the environment of the step
     * @param temporary the folder next to the workspace; empty for none
     */
    CreateRun.AgentContext agentContext(Map<String, String> environment, String temporary) {
        // The commands of a block get their environment individually, and their scripts are next to the workspace.
        return result == ReturnValue.BLOCK
                ? new CreateRun.AgentContext(Map.of(), temporary)
                : new CreateRun.AgentContext(environment, "");
    }
}
