package io.jenkins.plugins.dockereventwatch.event;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits a stream into lines with bounded memory. Used by one thread. */
final class EventLines {

    /** Maximum length of a line in bytes. */
    static final int MAX_LINE = 16 << 20;

    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;
    private int lineStart;
    private int lineLength;

    /** Reads from {@code in}, which the caller closes. */
    EventLines(InputStream in) {
        this.in = in;
    }

    /**
     * Advances to the next line, which starts at {@link #offset()} in {@link #bytes()}.
     *
     * @return false at the end of the stream
     * @throws MalformedEventException if the line exceeds {@link #MAX_LINE}; the next call continues after it
     * @throws IOException if the stream fails
     */
    boolean next() throws IOException, MalformedEventException {
        int scanned = start;
        while (true) {
            for (int i = scanned; i < end; i++) {
                if (buffer[i] == '\n') {
                    line(start, i);
                    start = i + 1;
                    return true;
                }
            }
            scanned = end - start;
            if (scanned > MAX_LINE) {
                skipLine();
                throw new MalformedEventException("longer than " + (MAX_LINE >> 20) + " MiB");
            }
            if (!fill()) {
                line(start, end);
                start = end;
                return lineLength > 0;
            }
        }
    }

    private void line(int from, int to) {
        lineStart = from;
        lineLength = to > from && buffer[to - 1] == '\r' ? to - 1 - from : to - from;
    }

    /** Moves the remaining bytes to the start of the buffer and reads more; {@code start} is 0 afterwards. */
    private boolean fill() throws IOException {
        int left = end - start;
        if (left > buffer.length / 2) {
            buffer = Arrays.copyOfRange(buffer, start, start + buffer.length * 2);
        } else {
            System.arraycopy(buffer, start, buffer, 0, left);
        }
        start = 0;
        end = left;
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            return false;
        }
        end += read;
        return true;
    }

    private void skipLine() throws IOException {
        start = end;
        while (fill()) {
            for (int i = 0; i < end; i++) {
                if (buffer[i] == '\n') {
                    start = i + 1;
                    return;
                }
            }
            start = end;
        }
    }

    /** Returns the buffer that contains the line; valid until the next call of {@link #next()}. */
    byte[] bytes() {
        return buffer;
    }

    /** Returns the index of the line in {@link #bytes()}. */
    int offset() {
        return lineStart;
    }

    /** Returns the length of the line in bytes, without the line separator. */
    int length() {
        return lineLength;
    }

    /** Returns whether the line contains only white space. */
    boolean isBlank() {
        for (int i = lineStart; i < lineStart + lineLength; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
