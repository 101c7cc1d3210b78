package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.AbortException;
import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import java.io.IOException;

/** Follows a run on an agent; called by the controller. */
public interface RunFollower {

    /**
     * Returns new output and state. Waits a few seconds if there is nothing new.
     *
     * @throws AbortException if the run cannot be followed any more, with a message for the user
     */
    RunProgress next() throws IOException, InterruptedException;

    /**
     * Stops the run: TERM, grace period, KILL. Returns immediately; {@link #next} returns the end.
     *
     * @param why the ending to record in the result
     */
    void stop(RunEnding why);

    /** Stops following; the container continues to run. */
    void leave();
}
