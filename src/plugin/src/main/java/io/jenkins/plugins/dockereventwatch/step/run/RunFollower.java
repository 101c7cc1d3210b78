package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.run.RunEnding;

/** Follows a run on an agent; called by the controller. */
public interface RunFollower {

    /** Returns new output and state. Waits a few seconds if there is nothing new. */
    RunProgress next() throws InterruptedException;

    /**
     * Stops the run: TERM, grace period, KILL. Returns immediately; {@link #next} returns the end.
     *
     * @param why the ending to record in the result
     */
    void stop(RunEnding why);

    /** Stops following; the container continues to run. */
    void leave();
}
