package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.run.RunResult;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import java.io.Serializable;
import java.util.List;

/**
 * New output and state of a run. Public because Jenkins Remoting generates the remote proxy outside of this package.
 *
 * @param pieces the output in order: whole lines, except for the last line and overlong lines
 * @param after the position after this output
 * @param result the result, or null if the run continues
 */
public record RunProgress(List<Piece> pieces, LogCursor after, RunResult result) implements Serializable {

    public RunProgress {
        pieces = List.copyOf(pieces);
    }

    /**
     * A part of the output.
     *
     * @param channel the output stream
     * @param bytes the content
     */
    public record Piece(OutputChannel channel, byte[] bytes) implements Serializable {}
}
