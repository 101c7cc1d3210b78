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
 * What a run printed and nobody has taken yet. Only whole lines are handed out, so that masks of secrets see them whole,
 * and so that what is left unprinted at a restart begins a line.
 */
final class OutputBuffer implements OutputSink {

    /** So much waits; then the run's log is read no further until someone takes it. */
    private static final int MOST = 1 << 20;

    /** A line that is longer is handed out in parts. */
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
     * Nothing yet.
     *
     * @param from what was handed out by another one
     * @param patience when nobody takes anything for so long, nobody will
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

    /** The run is over. */
    synchronized void end(RunResult ended) {
        begun.keySet().forEach(this::handOut);
        result = ended;
        notifyAll();
    }

    /** It cannot be followed further. */
    synchronized void fail(String why) {
        trouble = why;
        notifyAll();
    }

    /** Takes what there is; waits so long for something. */
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
