package io.jenkins.plugins.dockereventwatch.run.log;

import java.io.IOException;

/** Takes what a container prints. */
@FunctionalInterface
public interface OutputSink {

    /**
     * Takes a piece.
     *
     * @param channel where it was printed to
     * @param bytes of which {@code length} count; not to be kept
     * @param length at least 1
     * @param after the place after this piece, where a later reading goes on
     * @throws IOException if it can take no more; the run is then stopped
     */
    void write(OutputChannel channel, byte[] bytes, int length, LogCursor after) throws IOException;
}
