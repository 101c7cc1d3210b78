package io.jenkins.plugins.dockereventwatch.run.log;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads the two streams of a container that the engine sends as one: pieces, each with the stream's number and its length
 * before it. Memory does not depend on what the lengths claim.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach">
 *     Stream format</a>
 */
public final class LogFrames {

    private static final int HEADER = 8;
    private static final int LONGEST_ERROR = 1000;

    private final InputStream in;
    private final boolean terminal;
    private final byte[] header = new byte[HEADER];
    private OutputChannel channel;
    private long left;

    /**
     * Reads from a stream.
     *
     * @param terminal whether the container has a terminal; then there is one stream only, sent as it is
     */
    public LogFrames(InputStream in, boolean terminal) {
        this.in = in;
        this.terminal = terminal;
    }

    /**
     * Reads some bytes of one of the streams, which {@link #channel()} then tells.
     *
     * @return how many; -1 at the end
     * @throws IOException if the connection fails, ends within a piece, or the engine reports an error
     */
    public int read(byte[] buffer) throws IOException {
        if (terminal) {
            channel = OutputChannel.OUT;
            return in.read(buffer);
        }
        while (left == 0) {
            int got = in.readNBytes(header, 0, HEADER);
            if (got == 0) {
                return -1;
            }
            if (got < HEADER) {
                throw new EOFException("the log ends within a piece");
            }
            left = ByteBuffer.wrap(header).getInt(4) & 0xffffffffL;
            switch (header[0]) {
                case 0, 1 -> channel = OutputChannel.OUT;
                case 2 -> channel = OutputChannel.ERR;
                case 3 ->
                    throw new IOException("the engine cannot read the log: "
                            + SafeText.oneLine(new String(
                                    in.readNBytes((int) Math.min(left, LONGEST_ERROR)), StandardCharsets.UTF_8)));
                default -> throw new IOException("the engine sends a log in an unknown form");
            }
        }
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
            throw new EOFException("the log ends within a piece");
        }
        left -= read;
        return read;
    }

    /** Which stream the last bytes are of. */
    public OutputChannel channel() {
        return channel;
    }
}
