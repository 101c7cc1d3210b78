package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.AbortException;
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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Buffers the output of a run until the controller reads it. Returns whole lines only, so that secrets can be masked
 * and the output resumes at the beginning of a line after a restart.
 */
final class OutputBuffer implements OutputSink {

    /** The capacity in bytes; reading the run's log blocks while the buffer is full. */
    private static final int CAPACITY = 1 << 20;

    /** The maximum length in bytes of a line; longer lines are returned in parts. */
    private static final int MAX_LINE = 64 << 10;

    private final Duration readTimeout;
    private final ReentrantLock lock = new ReentrantLock();

    /** Signalled after each change of the fields below, which the lock guards. */
    private final Condition changed = lock.newCondition();

    private final Map<OutputChannel, ByteArrayOutputStream> unfinished = new EnumMap<>(OutputChannel.class);
    private List<RunProgress.Piece> pieces = new ArrayList<>();
    private int size;
    private long out;
    private long err;
    private RunResult result;
    private String failure;

    /**
     * Creates an empty buffer.
     *
     * @param from the position up to which the output was read before
     * @param readTimeout how long to wait for a reader before the buffer counts as abandoned
     */
    OutputBuffer(LogCursor from, Duration readTimeout) {
        this.out = from.out();
        this.err = from.err();
        this.readTimeout = readTimeout;
        for (OutputChannel channel : OutputChannel.values()) {
            unfinished.put(channel, new ByteArrayOutputStream());
        }
    }

    @Override
    public void write(OutputChannel channel, byte[] bytes, int length, LogCursor after) throws IOException {
        lock.lock();
        try {
            awaitCapacity();
            ByteArrayOutputStream line = unfinished.get(channel);
            int end = length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            line.write(bytes, 0, end);
            if (end > 0) {
                finish(channel);
            }
            line.write(bytes, end, length - end);
            if (line.size() > MAX_LINE) {
                finish(channel);
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitCapacity() throws IOException {
        try {
            long left = readTimeout.toNanos();
            while (size > CAPACITY) {
                if (left <= 0) {
                    throw new IOException("the output has not been read for " + readTimeout.toSeconds() + " s");
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void finish(OutputChannel channel) {
        ByteArrayOutputStream lines = unfinished.get(channel);
        if (lines.size() > 0) {
            pieces.add(new RunProgress.Piece(channel, lines.toByteArray()));
            size += lines.size();
            lines.reset();
            changed.signalAll();
        }
    }

    /** Records the result of the run. */
    void end(RunResult ended) {
        lock.lock();
        try {
            unfinished.keySet().forEach(this::finish);
            result = ended;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Records that the run cannot be followed any more. */
    void fail(String why) {
        lock.lock();
        try {
            failure = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the new output and state. Waits up to {@code timeout} if there is nothing new.
     *
     * @throws AbortException if the run cannot be followed any more, after its output has been returned
     */
    RunProgress take(Duration timeout) throws AbortException, InterruptedException {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (pieces.isEmpty() && result == null && failure == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (pieces.isEmpty() && failure != null) {
                throw new AbortException(failure);
            }
            for (RunProgress.Piece piece : pieces) {
                if (piece.channel() == OutputChannel.OUT) {
                    out += piece.bytes().length;
                } else {
                    err += piece.bytes().length;
                }
            }
            RunProgress progress = new RunProgress(pieces, new LogCursor(out, err), result);
            pieces = new ArrayList<>();
            size = 0;
            changed.signalAll();
            return progress;
        } finally {
            lock.unlock();
        }
    }
}
