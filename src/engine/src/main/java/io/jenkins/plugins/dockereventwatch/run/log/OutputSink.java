package io.jenkins.plugins.dockereventwatch.run.log;

import java.io.IOException;

/** Receives the output of a container. */
@FunctionalInterface
public interface OutputSink {

    /**
     * Writes a part of the output.
     *
     * @param channel the stream
     * @param bytes the buffer; must not be kept after the call
     * @param length the number of valid bytes in the buffer, at least 1
     * @param after the position after this part
     * @throws IOException if the sink accepts no more output; the run is then stopped
     */
    void write(OutputChannel channel, byte[] bytes, int length, LogCursor after) throws IOException;
}
