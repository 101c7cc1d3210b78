package io.jenkins.plugins.dockereventwatch.docker;

import java.nio.ByteBuffer;

/**
 * The header of a frame in the multiplexed output of a container.
 *
 * @param stream 0 or 1 for standard output, 2 for standard error, 3 for an error of the engine
 * @param length the length of the frame's content in bytes
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach">
 *     Docker Engine API: stream format</a>
 */
public record LogFrame(int stream, long length) {

    /** The length of a header in bytes. */
    public static final int HEADER = 8;

    /** Parses a complete header. */
    public static LogFrame of(byte[] header) {
        ByteBuffer buffer = ByteBuffer.wrap(header);
        // The three bytes after the stream are zero.
        return new LogFrame(Integer.reverseBytes(buffer.getInt(0)), buffer.getInt(4) & 0xffffffffL);
    }

    boolean isOutput() {
        return stream >= 0 && stream <= 2;
    }
}
