package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import java.io.Serializable;

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

    /** Returns whether the steps of a block run in the container. */
    boolean isBlock() {
        return result == ReturnValue.BLOCK;
    }
}
