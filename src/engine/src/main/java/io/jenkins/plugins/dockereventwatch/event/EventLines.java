package io.jenkins.plugins.dockereventwatch.event;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a stream of bytes into lines, however long the stream: what is kept is one line and a buffer. Used by one
 * thread.
 */
public final class EventLines {

    /** Longest line that is read, in bytes: far more than any event, far less than the memory. */
    public static final int MAX_LINE = 16 << 20;

    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;
    private int lineStart;
    private int lineLength;

    /** Reads from {@code in}, which stays the caller's to close. */
    public EventLines(InputStream in) {
        this.in = in;
    }

    /**
     * Goes to the next line, which then stands in {@link #bytes()} from {@link #offset()} on.
     *
     * @return false at the stream's end
     * @throws LineTooLongException if the line is longer than {@link #MAX_LINE}; the next call goes on behind it
     * @throws IOException if the stream fails
     */
    public boolean next() throws IOException {
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
                throw new LineTooLongException();
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

    /** Moves what is left to the buffer's front and reads on; afterwards {@code start} is 0. */
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

    /** The bytes among which the line stands; valid until the next call of {@link #next()}. */
    public byte[] bytes() {
        return buffer;
    }

    /** Where in {@link #bytes()} the line begins. */
    public int offset() {
        return lineStart;
    }

    /** The line's length in bytes, without the line's end. */
    public int length() {
        return lineLength;
    }

    /** Whether nothing but white space stands in the line. */
    public boolean isBlank() {
        for (int i = lineStart; i < lineStart + lineLength; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** A line longer than {@link #MAX_LINE}. */
    public static final class LineTooLongException extends IOException {

        private static final long serialVersionUID = 1L;

        LineTooLongException() {
            super("longer than " + (MAX_LINE >> 20) + " MiB");
        }
    }
}
