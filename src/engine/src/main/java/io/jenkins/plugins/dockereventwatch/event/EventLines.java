package io.jenkins.plugins.dockereventwatch.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits a stream into lines with bounded memory. Used by one thread. */
final class EventLines {

    /** Maximum length of a line in bytes. */
    static final int MAX_LINE = 16 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];
    private int at;
    private int end;

    /** Reads from {@code in}, which the caller closes. */
    EventLines(InputStream in) {
        this.in = in;
    }

    /**
     * Returns the next line without its line feed; null at the end of the stream.
     *
     * @throws MalformedEventException if the line exceeds {@link #MAX_LINE}; the next call continues after it
     * @throws IOException if the stream fails
     */
    byte[] next() throws IOException, MalformedEventException {
        int first = at;
        if (skipToLineFeed()) {
            return Arrays.copyOfRange(buffer, first, at++);
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 10);
        line.write(buffer, first, at - first);
        long length = at - first;
        boolean complete = false;
        while (!complete && fill()) {
            complete = skipToLineFeed();
            length += at;
            if (length <= MAX_LINE) {
                line.write(buffer, 0, at);
            }
            at += complete ? 1 : 0;
        }
        if (length > MAX_LINE) {
            throw new MalformedEventException("longer than " + (MAX_LINE >> 20) + " MiB");
        }
        return complete || length > 0 ? line.toByteArray() : null;
    }

    /** Returns whether the buffer contains a line feed; otherwise, the position is at its end. */
    private boolean skipToLineFeed() {
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        return at < end;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
