package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.run.RunResult;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import java.io.Serializable;
import java.util.List;

/**
 * What is new of a run. Public, since the stand-in for a follower on another machine is made outside of this package.
 *
 * @param pieces what it printed, in order: whole lines, but for the last one of all and for endless ones
 * @param after how much was told with these
 * @param result how it went; null: it goes on
 * @param trouble why it cannot be followed further; empty: it can be
 */
public record RunProgress(List<Piece> pieces, LogCursor after, RunResult result, String trouble)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Copies the list. */
    public RunProgress {
        pieces = List.copyOf(pieces);
    }

    /**
     * Something printed.
     *
     * @param channel where to
     * @param bytes what
     */
    public record Piece(OutputChannel channel, byte[] bytes) implements Serializable {

        private static final long serialVersionUID = 1L;
    }
}
