package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import java.io.Serializable;
import java.util.List;

/**
 * A run that cannot be followed.
 *
 * @param trouble why
 * @param from how much of its output is known
 */
record FailedRunFollower(String trouble, LogCursor from) implements RunFollower, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public RunProgress next() {
        return new RunProgress(List.of(), from, null, trouble);
    }

    @Override
    public void stop(RunEnding why) {
        // there is nothing to stop
    }

    @Override
    public void leave() {
        // nobody follows it
    }
}
