package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The thread that writes alerts and cursors to the outbox, many in one transaction. A cursor is never written before the
 * alerts of the events that it passes. Thread-safe.
 *
 * <p>A failed write is retried until it succeeds or the writer is closed, whatever the reason of the failure.
 */
public final class OutboxWriter implements AutoCloseable {

    private static final Logger LOG = System.getLogger(OutboxWriter.class.getName());
    private static final String THREAD = "outbox";
    private static final int BATCH_SIZE = 500;
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

    /** Characters of events that may wait to be written; {@link #submit} blocks beyond that. */
    private static final long MAX_CHARACTERS = 8 << 20;

    /** How often cursors are written if there are no alerts. Events after a cursor would only be read again. */
    private static final Duration CURSOR_INTERVAL = Duration.ofSeconds(1);

    private final Target target;
    private final Listener listener;
    private final WorkerErrors errors;
    private final Duration cursorInterval;
    private final Thread thread;

    // Guarded by this.
    private final Deque<OutboxEntry> waiting = new ArrayDeque<>();
    private final Map<String, CursorAccumulator> cursors = new HashMap<>();
    private long characters;

    /** The number of alerts since the start. */
    private long submitted;

    private long lastWrite = System.nanoTime();
    private boolean writing;
    private boolean closed;

    /** Whether a new host has no cursor yet: its events from now on would be lost if the program ended. */
    private boolean newHost;

    /** Where entries and cursors are written. */
    public interface Target {

        /** Writes everything or nothing; repeated until it succeeds. Also called without entries, about every second. */
        void write(List<OutboxEntry> entries, Map<String, CursorUpdate> updates) throws StoreException;
    }

    /** Is informed after each successful write. */
    @FunctionalInterface
    public interface Listener {
        void onWritten();
    }

    public OutboxWriter(Target target, Listener listener, WorkerErrors errors) {
        this(target, listener, errors, CURSOR_INTERVAL);
    }

    OutboxWriter(Target target, Listener listener, WorkerErrors errors, Duration cursorInterval) {
        this.target = target;
        this.listener = listener;
        this.errors = errors;
        this.cursorInterval = cursorInterval;
        this.thread = new Thread(this::run, "docker-event-watch " + THREAD);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Submits an entry. Blocks only if far too many entries are waiting to be written. */
    public synchronized void submit(OutboxEntry entry) {
        try {
            while (characters > MAX_CHARACTERS && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waiting.add(entry);
        characters += length(entry);
        submitted += entry instanceof OutboxEntry.NewAlert ? 1 : 0;
        notifyAll();
    }

    private static long length(OutboxEntry entry) {
        return entry.event().toString().length();
    }

    void reached(String host, Instant time) {
        update(host, cursor -> {
            cursor.reached(time);
            if (cursor.isNew()) {
                newHost = true;
                notifyAll();
            }
        });
    }

    /** Changes the progress of a host's cursor. */
    synchronized void update(String host, Consumer<CursorAccumulator> change) {
        change.accept(cursors.computeIfAbsent(host, key -> new CursorAccumulator()));
    }

    public synchronized boolean isIdle() {
        return waiting.isEmpty() && !writing;
    }

    /** Returns whether a number of alerts have been submitted since the start, and all submitted ones are written. */
    public synchronized boolean hasWritten(long alerts) {
        return submitted >= alerts && waiting() == 0;
    }

    public synchronized long waiting() {
        return waiting.stream().filter(OutboxEntry.NewAlert.class::isInstance).count();
    }

    private record Batch(List<OutboxEntry> entries, Map<String, CursorUpdate> updates) {}

    private void run() {
        Batch batch = next();
        while (batch != null && write(batch)) {
            written(batch);
            batch = next();
        }
    }

    /** Returns null if the writer is closed and everything is written. */
    private synchronized Batch next() {
        long deadline = lastWrite + cursorInterval.toNanos();
        while (waiting.isEmpty() && !newHost && !closed && deadline - System.nanoTime() > 0) {
            awaitChange(deadline);
        }
        // Entries remain in the queue until they are written, so that they count as waiting.
        List<OutboxEntry> entries = waiting.stream().limit(BATCH_SIZE).toList();
        Map<String, CursorUpdate> updates = new HashMap<>();
        if (entries.size() == waiting.size()) {
            newHost = false;
            cursors.forEach((host, cursor) -> cursor.take().ifPresent(update -> updates.put(host, update)));
        }
        if (closed && entries.isEmpty() && updates.isEmpty()) {
            return null;
        }
        writing = true;
        return new Batch(entries, updates);
    }

    /** An interrupt does not end the thread: only {@link #close} does. */
    private synchronized void awaitChange(long deadline) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "Interrupted", e);
        }
    }

    /** Returns false if the writer was closed before the batch could be written. */
    private boolean write(Batch batch) {
        while (true) {
            try {
                target.write(batch.entries, batch.updates);
                errors.succeeded(THREAD);
                return true;
            } catch (StoreException e) {
                // The target has logged and reports it.
                errors.succeeded(THREAD);
                LOG.log(Level.DEBUG, "Cannot write to the outbox; trying again", e);
            } catch (RuntimeException | Error e) {
                errors.failed(THREAD, e);
            }
            if (isClosedWithin(RETRY_INTERVAL)) {
                return false;
            }
        }
    }

    private synchronized boolean isClosedWithin(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!closed && deadline - System.nanoTime() > 0) {
            awaitChange(deadline);
        }
        return closed;
    }

    private void written(Batch batch) {
        remove(batch);
        try {
            listener.onWritten();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "Internal error after alerts were recorded", e);
        }
    }

    private synchronized void remove(Batch batch) {
        for (OutboxEntry entry : batch.entries) {
            waiting.remove();
            characters -= length(entry);
        }
        writing = false;
        lastWrite = System.nanoTime();
        notifyAll();
    }

    private synchronized void setClosed() {
        closed = true;
        notifyAll();
    }

    /** Closes the writer: waits up to one second for the remaining entries to be written, and stops retrying. */
    @Override
    public void close() {
        setClosed();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
