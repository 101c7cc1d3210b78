package io.jenkins.plugins.dockereventwatch.outbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes alerts from the threads that follow hosts and writes them to the outbox, many in one transaction when they come
 * fast. A cursor is never written before the alerts of the events that it passes.
 */
public final class OutboxWriter implements AutoCloseable {

    private static final Logger LOG = System.getLogger(OutboxWriter.class.getName());
    private static final int LARGEST_BATCH = 500;

    /** What may wait to be written; beyond that, whoever brings more has to wait. */
    private static final long ROOM = 8 << 20;

    /** A cursor that moves without alerts is written that often; what it passes would only be looked at again. */
    private static final Duration LAZY = Duration.ofSeconds(1);

    private final Writer writer;
    private final Runnable written;
    private final Duration lazy;
    private final Thread thread;

    /** Guarded by this, as all that follows. */
    private final Deque<OutboxEntry> waiting = new ArrayDeque<>();

    private final Map<String, CursorAccumulator> ways = new HashMap<>();
    private long characters;

    /** Alerts, ever. */
    private long submitted;

    private long lastWrite = System.nanoTime();
    private boolean writing;
    private boolean closed;

    /** Whether a host is followed of which nothing is written yet: what happens from now on is lost with that. */
    private boolean begun;

    /** Where it writes, also nothing every second; keeps trying until it is written, or it is interrupted. */
    public interface Writer {
        void write(List<OutboxEntry> observations, Map<String, CursorUpdate> progress) throws InterruptedException;
    }

    /**
     * Starts it.
     *
     * @param written called after each write, when what was written waits no more
     */
    public OutboxWriter(Writer writer, Runnable written) {
        this(writer, written, LAZY);
    }

    /** One whose cursors that move without alerts are written that often. */
    public OutboxWriter(Writer writer, Runnable written, Duration lazy) {
        this.writer = writer;
        this.written = written;
        this.lazy = lazy;
        this.thread = new Thread(this::run, "docker-event-watch outbox");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Takes what is to be written; waits only where the disk has long fallen behind. */
    public synchronized void submit(OutboxEntry observation) {
        try {
            while (characters > ROOM && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waiting.add(observation);
        characters += length(observation);
        submitted += observation instanceof OutboxEntry.Due ? 1 : 0;
        notifyAll();
    }

    private static long length(OutboxEntry observation) {
        return observation.event().toString().length();
    }

    synchronized void reached(String host, Instant time) {
        CursorAccumulator way = way(host);
        way.reached(time);
        if (way.isNew()) {
            begun = true;
            notifyAll();
        }
    }

    /** An event's alerts are yet to come. */
    synchronized void hold(String host, long timeNano) {
        way(host).hold(timeNano);
    }

    /** They have come. */
    synchronized void letGo(String host, long timeNano) {
        way(host).letGo(timeNano);
    }

    /** An event was judged. */
    synchronized void passed(String host, long timeNano) {
        way(host).event(timeNano);
    }

    /** The engine did not tell all. */
    synchronized void gap(String host) {
        way(host).gap();
    }

    private CursorAccumulator way(String host) {
        return ways.computeIfAbsent(host, name -> new CursorAccumulator());
    }

    public synchronized boolean isIdle() {
        return waiting.isEmpty() && !writing;
    }

    /** How much is not yet written; empty: not all of so many alerts has been submitted yet. */
    public synchronized Optional<MemoryBudget.Load> load(long alerts) {
        return submitted < alerts ? Optional.empty() : Optional.of(new MemoryBudget.Load(waiting(), characters));
    }

    /** Alerts not yet written. */
    public synchronized long waiting() {
        return waiting.stream().filter(OutboxEntry.Due.class::isInstance).count();
    }

    private record Batch(List<OutboxEntry> observations, Map<String, CursorUpdate> progress) {}

    private void run() {
        try {
            for (Batch batch = next(); batch != null; batch = next()) {
                writer.write(batch.observations, batch.progress);
                written(batch);
                written.run();
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "interrupted");
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a fault of the outbox; alerts are no longer recorded", e);
        }
    }

    private synchronized Batch next() throws InterruptedException {
        long lazily = lastWrite + lazy.toNanos();
        for (long left = 1; waiting.isEmpty() && !begun && !closed && left > 0; ) {
            wait(left);
            left = Duration.ofNanos(lazily - System.nanoTime()).toMillis();
        }
        // Taken off only when written: until then they count as waiting.
        List<OutboxEntry> batch = waiting.stream().limit(LARGEST_BATCH).toList();
        Map<String, CursorUpdate> progress = new HashMap<>();
        if (batch.size() == waiting.size()) {
            begun = false;
            ways.forEach((host, way) -> way.take().ifPresent(taken -> progress.put(host, taken)));
        }
        if (closed && batch.isEmpty() && progress.isEmpty()) {
            return null;
        }
        writing = true;
        return new Batch(batch, progress);
    }

    private synchronized void written(Batch batch) {
        for (OutboxEntry observation : batch.observations) {
            waiting.remove();
            characters -= length(observation);
        }
        writing = false;
        lastWrite = System.nanoTime();
        notifyAll();
    }

    /** Waits a little for the rest to be written. */
    void close(Duration patience) {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(1));
    }
}
