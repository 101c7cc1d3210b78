package io.jenkins.plugins.dockereventwatch.run.log;

import io.jenkins.plugins.dockereventwatch.docker.LogFrame;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the multiplexed output of a container, in which each frame starts with its stream and length. Memory usage does
 * not depend on the frame length.
 */
public final class LogFrames {

    private static final int LONGEST_ERROR = 1000;

    private final InputStream in;
    private final boolean terminal;
    private final byte[] header = new byte[LogFrame.HEADER];
    private OutputChannel channel;
    private long left;

    /**
     * Creates a reader.
     *
     * @param terminal whether the container has a terminal; its output is a single stream without frames
     */
    public LogFrames(InputStream in, boolean terminal) {
        this.in = in;
        this.terminal = terminal;
    }

    /**
     * Reads bytes of one stream; {@link #channel()} returns which one.
     *
     * @return the number of bytes; -1 at the end
     * @throws IOException if the connection fails or ends within a frame, or the engine reports an error
     */
    public int read(byte[] buffer) throws IOException {
        if (terminal) {
            channel = OutputChannel.OUT;
            return in.read(buffer);
        }
        while (left == 0) {
            int got = in.readNBytes(header, 0, header.length);
            if (got == 0) {
                return -1;
            }
            if (got < header.length) {
                throw new EOFException("The log ends within a frame");
            }
            LogFrame frame = LogFrame.of(header);
            left = frame.length();
            switch (frame.stream()) {
                case 0, 1 -> channel = OutputChannel.OUT;
                case 2 -> channel = OutputChannel.ERR;
                case 3 ->
                    throw new IOException("The Docker Engine cannot read the log: "
                            + SafeText.oneLine(new String(
                                    in.readNBytes((int) Math.min(left, LONGEST_ERROR)), StandardCharsets.UTF_8)));
                default -> throw new IOException("Invalid log of the Docker Engine: unknown stream");
            }
        }
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
            throw new EOFException("The log ends within a frame");
        }
        left -= read;
        return read;
    }

    /** Returns the stream of the bytes that were read last. */
    public OutputChannel channel() {
        return channel;
    }
}
