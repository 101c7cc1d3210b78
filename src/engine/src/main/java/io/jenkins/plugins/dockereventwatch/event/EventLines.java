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
        while (!skipToLineFeed()) {
            if (first > 0) {
                System.arraycopy(buffer, first, buffer, 0, end - first);
                at = end -= first;
                first = 0;
            }
            if (end == buffer.length) {
                return longLine();
            }
            if (!fill()) {
                return end > 0 ? take(0) : null;
            }
        }
        return take(first);
    }

    /** Returns what was read up to the position, and moves it past the line feed. */
    private byte[] take(int first) {
        byte[] line = Arrays.copyOfRange(buffer, first, at);
        at = Math.min(at + 1, end);
        if (at == end) {
            at = end = 0;
        }
        return line;
    }

    /** Returns a line that is longer than the buffer. */
    private byte[] longLine() throws IOException, MalformedEventException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(2 * buffer.length);
        long length = 0;
        boolean complete = false;
        boolean more = true;
        while (!complete && more) {
            complete = skipToLineFeed();
            length += at;
            if (length <= MAX_LINE) {
                line.write(buffer, 0, at);
            }
            if (!complete) {
                at = end = 0;
                more = fill();
            }
        }
        take(at);
        if (length > MAX_LINE) {
            throw new MalformedEventException("longer than " + (MAX_LINE >> 20) + " MiB");
        }
        return line.toByteArray();
    }

    /** Returns whether the buffer contains a line feed; otherwise, the position is at its end. */
    private boolean skipToLineFeed() {
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        return at < end;
    }

    /** Reads more into the rest of the buffer; returns false at the end of the stream. */
    private boolean fill() throws IOException {
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read > 0;
    }
}
