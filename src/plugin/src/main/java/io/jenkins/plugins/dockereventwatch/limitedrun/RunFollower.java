package io.jenkins.plugins.dockereventwatch.limitedrun;

/** A run that an agent follows, as the controller asks after it. */
public interface RunFollower {

    /** Gives what is new; waits a few seconds where nothing is. */
    RunNews next() throws InterruptedException;

    /** Has the run stopped: TERM, grace, KILL. Returns at once; the end is told by {@link #next}. */
    void stop();

    /** Follows no longer; the container goes on. */
    void leave();
}
