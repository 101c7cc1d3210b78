package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.run.RunResult;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import io.jenkins.plugins.dockereventwatch.run.log.OutputSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Buffers the output of a run until the controller reads it. Returns whole lines only, so that secrets can be masked
 * and the output resumes at the beginning of a line after a restart.
 */
final class OutputBuffer implements OutputSink {

    /** The capacity in bytes; reading the run's log blocks while the buffer is full. */
    private static final int MOST = 1 << 20;

    /** The maximum length in bytes of a line; longer lines are returned in parts. */
    private static final int LONGEST_LINE = 64 << 10;

    private final Duration patience;
    private final Map<OutputChannel, ByteArrayOutputStream> begun = new EnumMap<>(OutputChannel.class);
    private List<RunProgress.Piece> pieces = new ArrayList<>();
    private int size;
    private long out;
    private long err;
    private RunResult result;
    private String trouble = "";

    /**
     * Creates an empty buffer.
     *
     * @param from the position up to which the output was read before
     * @param patience how long to wait for a reader before the buffer counts as abandoned
     */
    OutputBuffer(LogCursor from, Duration patience) {
        this.out = from.out();
        this.err = from.err();
        this.patience = patience;
        for (OutputChannel channel : OutputChannel.values()) {
            begun.put(channel, new ByteArrayOutputStream());
        }
    }

    @Override
    public synchronized void write(OutputChannel channel, byte[] bytes, int length, LogCursor after)
            throws IOException {
        awaitRoom();
        ByteArrayOutputStream line = begun.get(channel);
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        line.write(bytes, 0, end);
        if (end > 0) {
            handOut(channel);
        }
        line.write(bytes, end, length - end);
        if (line.size() > LONGEST_LINE) {
            handOut(channel);
        }
    }

    private void awaitRoom() throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (size > MOST) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IOException("the output has not been read for " + patience.toSeconds() + " s");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private void handOut(OutputChannel channel) {
        ByteArrayOutputStream lines = begun.get(channel);
        if (lines.size() == 0) {
            return;
        }
        pieces.add(new RunProgress.Piece(channel, lines.toByteArray()));
        size += lines.size();
        lines.reset();
        notifyAll();
    }

    /** Records the result of the run. */
    synchronized void end(RunResult ended) {
        begun.keySet().forEach(this::handOut);
        result = ended;
        notifyAll();
    }

    /** Records that the run cannot be followed any more. */
    synchronized void fail(String why) {
        trouble = why;
        notifyAll();
    }

    /** Returns the new output and state. Waits up to {@code patience} if there is nothing new. */
    synchronized RunProgress take(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (pieces.isEmpty() && result == null && trouble.isEmpty()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        for (RunProgress.Piece piece : pieces) {
            if (piece.channel() == OutputChannel.OUT) {
                out += piece.bytes().length;
            } else {
                err += piece.bytes().length;
            }
        }
        RunProgress news = new RunProgress(pieces, new LogCursor(out, err), result, trouble);
        pieces = new ArrayList<>();
        size = 0;
        notifyAll();
        return news;
    }
}
