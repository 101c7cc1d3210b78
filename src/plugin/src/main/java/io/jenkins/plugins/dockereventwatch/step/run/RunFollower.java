package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.run.RunEnding;

/** A run that an agent follows, as the controller asks after it. */
public interface RunFollower {

    /** Gives what is new; waits a few seconds where nothing is. */
    RunProgress next() throws InterruptedException;

    /**
     * Has the run stopped: TERM, grace, KILL. Returns at once; the end is told by {@link #next}.
     *
     * @param why what the result shall say
     */
    void stop(RunEnding why);

    /** Follows no longer; the container goes on. */
    void leave();
}
