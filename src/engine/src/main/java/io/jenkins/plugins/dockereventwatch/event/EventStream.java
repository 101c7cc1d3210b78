package io.jenkins.plugins.dockereventwatch.event;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The event stream of an engine. A separate thread moves lines to a bounded queue and does nothing else, since an engine
 * drops events for a client that is slow for 0.1 s (its buffer holds 1,024 events). Lines are parsed when they are polled,
 * because a parsed event needs several times the memory.
 */
public final class EventStream implements AutoCloseable {

    /** Capacity of the queue in bytes; a longer line waits until it is alone. */
    private static final int CAPACITY = 2 << 20;

    /** The memory of an entry of the queue in bytes, without the line. */
    private static final int ENTRY = 128;

    /** How much is taken from the queue at once, in bytes. */
    private static final int BATCH = CAPACITY / 8;

    /** How long a reader that has kept up waits for further events, since waking it for each costs more than the event. */
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final DockerStream stream;
    private final EventLines lines;
    private final RecordedEvents.MalformedLines malformed;
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final Semaphore capacity = new Semaphore(CAPACITY);
    private final Thread reader;

    /** Taken from the queue; this and the following fields are accessed only by the thread that polls. */
    private final Queue<Entry> taken = new ArrayDeque<>();

    private int takenSize;
    private long line;
    private boolean late;
    private Instant overflow;

    private sealed interface Entry {

        /** The part of the capacity that it takes. */
        int size();
    }

    /** A line; whether it had to wait for the queue. */
    private record Line(byte[] text, boolean late) implements Entry {

        @Override
        public int size() {
            return Math.min(text.length + ENTRY, CAPACITY);
        }
    }

    /** A line that is too long to be read. */
    private record SkippedLine(MalformedEventException reason) implements Entry {

        @Override
        public int size() {
            return ENTRY;
        }
    }

    /** The end of the stream; the error is null if it ended normally. */
    private record End(IOException error) implements Entry {

        @Override
        public int size() {
            return 0;
        }
    }

    private EventStream(DockerStream stream, RecordedEvents.MalformedLines malformed) {
        this.stream = stream;
        this.lines = new EventLines(stream.body());
        this.malformed = malformed;
        reader = new Thread(this::drain, "docker-events");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Opens the stream.
     *
     * @param filters the events to request
     * @param since the inclusive start
     * @param until the end; null for none
     * @param malformed receives lines that are not events
     */
    public static EventStream open(
            DockerConnection connection,
            EventFilters filters,
            Instant since,
            Instant until,
            RecordedEvents.MalformedLines malformed)
            throws IOException, InterruptedException {
        return new EventStream(connection.events(filters.values(), since, until), malformed);
    }

    /**
     * Opens the stream of Podman, which does not filter; see {@link DockerConnection#podmanEvents}.
     *
     * @param since the start
     * @param follow whether to wait for further events
     * @param malformed receives lines that are not events
     */
    public static EventStream openPodman(
            DockerConnection connection, Instant since, boolean follow, RecordedEvents.MalformedLines malformed)
            throws IOException, InterruptedException {
        return new EventStream(connection.podmanEvents(since, follow), malformed);
    }

    private void drain() {
        try {
            queue.put(new End(drainLines()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Queues all lines. Returns the error that ended the stream; null if it ended normally. */
    private IOException drainLines() throws InterruptedException {
        try {
            for (Entry entry = read(); entry != null; entry = read()) {
                if (!capacity.tryAcquire(entry.size())) {
                    capacity.acquire(entry.size());
                    entry = entry instanceof Line waited ? new Line(waited.text, true) : entry;
                }
                queue.put(entry);
            }
            return null;
        } catch (IOException | RuntimeException | Error e) {
            return new IOException("the connection to the engine was lost: " + e.getMessage(), e);
        }
    }

    private Entry read() throws IOException {
        try {
            byte[] text = lines.next();
            return text == null ? null : new Line(text, false);
        } catch (MalformedEventException e) {
            return new SkippedLine(e);
        }
    }

    /**
     * Waits for the next event, however many lines are not events.
     *
     * @return empty on timeout
     * @throws EndOfEventsException if the stream ended
     * @throws IOException if the stream failed
     */
    public Optional<DockerEvent> poll(Duration timeout) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!taken.isEmpty() || take(deadline - System.nanoTime())) {
            Entry entry = taken.remove();
            if (entry instanceof End end) {
                queue.offer(end);
                throw failure(end);
            }
            line++;
            try {
                Optional<DockerEvent> event = parse(entry);
                if (event.isPresent()) {
                    return event;
                }
            } catch (MalformedEventException e) {
                malformed.skipped(line, e.getMessage());
            }
            if (System.nanoTime() - deadline >= 0) {
                break;
            }
        }
        return Optional.empty();
    }

    private Optional<DockerEvent> parse(Entry entry) throws MalformedEventException {
        if (entry instanceof SkippedLine skipped) {
            throw skipped.reason;
        }
        Line read = (Line) entry;
        late |= read.late;
        Optional<DockerEvent> event = RecordedEvents.parse(read.text);
        if (late && event.isPresent()) {
            late = false;
            overflow = overflow == null ? event.get().time() : overflow;
        }
        return event;
    }

    private static IOException failure(End end) {
        if (end.error != null && end.error.getCause() instanceof Error fatal) {
            throw fatal;
        }
        return end.error != null ? end.error : new EndOfEventsException();
    }

    /** Takes lines from the queue, of which those taken before are processed; returns false on timeout. */
    private boolean take(long nanos) throws InterruptedException {
        capacity.release(takenSize);
        if (takenSize > 0 && queue.isEmpty()) {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
        takenSize = 0;
        Entry first = queue.poll(nanos, TimeUnit.NANOSECONDS);
        if (first == null) {
            return false;
        }
        for (Entry next = first; next != null; next = takenSize < BATCH ? queue.poll() : null) {
            taken.add(next);
            takenSize += next.size();
        }
        return true;
    }

    /**
     * Returns and clears the time of the first polled event that had to wait for the queue; empty if there was none. Since
     * then, the engine may have dropped events without notice.
     */
    public Optional<Instant> takeOverflow() {
        Optional<Instant> taken = Optional.ofNullable(overflow);
        overflow = null;
        return taken;
    }

    /** Returns whether the queue is empty. */
    public boolean isDrained() {
        return taken.isEmpty() && queue.isEmpty();
    }

    @Override
    public void close() {
        stream.close();
        reader.interrupt();
    }

    /** Thrown when the stream ended: the engine stopped, or {@code until} is reached. */
    public static final class EndOfEventsException extends IOException {

        private static final long serialVersionUID = 1L;

        EndOfEventsException() {
            super("the engine ended the event stream");
        }
    }
}
