package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import java.io.Serializable;
import java.util.List;

/**
 * The follower of a run that cannot be followed.
 *
 * @param trouble the reason
 * @param from the position up to which the output was read
 */
record FailedRunFollower(String trouble, LogCursor from) implements RunFollower, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public RunProgress next() {
        return new RunProgress(List.of(), from, null, trouble);
    }

    @Override
    public void stop(RunEnding why) {
        // no run to stop
    }

    @Override
    public void leave() {
        // no run to leave
    }
}
