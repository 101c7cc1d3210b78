package io.jenkins.plugins.dockereventwatch.docker;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the end of a container's log: frames of standard output and standard error, or raw output of a container with a
 * terminal. Uses a bounded buffer.
 */
final class LogTail {

    private static final int CAPACITY = 64 << 10;

    /** Maximum number of bytes to read, since a container may write an endless line. */
    private static final int MAX_BYTES = 8 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[16 << 10];
    private byte[] kept = new byte[2 * CAPACITY];
    private int length;
    private boolean cut;
    private long read;

    private LogTail(InputStream in) {
        this.in = in;
    }

    /**
     * Reads to the end.
     *
     * @return the last lines, oldest first, without escape sequences; empty if the log exceeds the maximum
     */
    static List<String> read(InputStream in) throws IOException {
        LogTail tail = new LogTail(in);
        return tail.readAll() ? tail.lines() : List.of();
    }

    private boolean readAll() throws IOException {
        byte[] head = in.readNBytes(LogFrame.HEADER);
        if (!isFrame(head)) {
            keep(head, head.length);
            return copy(MAX_BYTES);
        }
        while (isFrame(head)) {
            if (!copy(LogFrame.of(head).length())) {
                return false;
            }
            head = in.readNBytes(LogFrame.HEADER);
        }
        return true;
    }

    private static boolean isFrame(byte[] head) {
        return head.length == LogFrame.HEADER && LogFrame.of(head).isOutput();
    }

    /** Adds up to {@code size} bytes. Returns false if the maximum is exceeded. */
    private boolean copy(long size) throws IOException {
        long left = size;
        while (left > 0) {
            int got = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (got < 0) {
                return true;
            }
            left -= got;
            read += got;
            if (read >= MAX_BYTES) {
                return false;
            }
            keep(buffer, got);
        }
        return true;
    }

    private void keep(byte[] bytes, int count) {
        if (length + count > kept.length) {
            System.arraycopy(kept, length - CAPACITY, kept, 0, CAPACITY);
            length = CAPACITY;
            cut = true;
        }
        System.arraycopy(bytes, 0, kept, length, count);
        length += count;
    }

    private List<String> lines() {
        String text = new String(kept, 0, length, StandardCharsets.UTF_8);
        // An incomplete first line is dropped, since part of a secret cannot be recognized.
        String whole = cut ? text.substring(text.indexOf('\n') + 1) : text;
        return Arrays.stream(whole.split("\n"))
                .map(SafeText::terminalLine)
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
