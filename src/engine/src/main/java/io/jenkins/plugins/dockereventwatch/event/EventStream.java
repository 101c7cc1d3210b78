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
import java.util.concurrent.atomic.AtomicReference;

/**
 * The event stream of an engine. A separate thread moves events to a bounded queue and does nothing else, since an engine
 * drops events for a client that is slow for 0.1 s (its buffer holds 1,024 events).
 */
public final class EventStream implements AutoCloseable {

    /** Capacity of the queue in bytes of memory, as estimated for each event. */
    private static final int CAPACITY = 16 << 20;

    /** How much is taken from the queue at once, in bytes. */
    private static final int BATCH = 2 << 20;

    /** How long a reader that has kept up waits for further events, since waking it for each costs more than the event. */
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final DockerStream stream;
    private final RecordedEvents events;
    private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
    private final Semaphore capacity = new Semaphore(CAPACITY);
    private final Thread reader;
    private final AtomicReference<Instant> overflow = new AtomicReference<>();

    /** Taken from the queue; accessed only by the thread that polls. */
    private final Queue<Item> taken = new ArrayDeque<>();

    private int takenSize;

    /** An event, or the end of the stream: an error, or both null. */
    private record Item(DockerEvent event, IOException error) {

        int size() {
            return event == null ? 0 : event.size();
        }
    }

    private EventStream(DockerStream stream, RecordedEvents.MalformedLines malformed) {
        this.stream = stream;
        this.events = new RecordedEvents(stream.body(), malformed);
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
            queue.put(new Item(null, drainEvents()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Queues all events. Returns the error that ended the stream; null if it ended normally. */
    private IOException drainEvents() throws InterruptedException {
        try {
            for (DockerEvent event = events.next(); event != null; event = events.next()) {
                if (!capacity.tryAcquire(event.size())) {
                    overflow.compareAndSet(null, event.time());
                    capacity.acquire(event.size());
                }
                queue.put(new Item(event, null));
            }
            return null;
        } catch (IOException | RuntimeException | Error e) {
            return new IOException("the connection to the engine was lost: " + e.getMessage(), e);
        }
    }

    /**
     * Waits for the next event.
     *
     * @return empty on timeout
     * @throws EndOfEventsException if the stream ended
     * @throws IOException if the stream failed
     */
    public Optional<DockerEvent> poll(Duration timeout) throws IOException, InterruptedException {
        if (taken.isEmpty() && !take(timeout)) {
            return Optional.empty();
        }
        Item item = taken.remove();
        if (item.event != null) {
            return Optional.of(item.event);
        }
        queue.offer(item);
        if (item.error != null && item.error.getCause() instanceof Error fatal) {
            throw fatal;
        }
        if (item.error != null) {
            throw item.error;
        }
        throw new EndOfEventsException();
    }

    /** Takes events from the queue, of which those taken before are processed; returns false on timeout. */
    private boolean take(Duration timeout) throws InterruptedException {
        capacity.release(takenSize);
        if (takenSize > 0 && queue.isEmpty()) {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
        takenSize = 0;
        Item first = queue.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return false;
        }
        for (Item next = first; next != null; next = takenSize < BATCH ? queue.poll() : null) {
            taken.add(next);
            takenSize += next.size();
        }
        return true;
    }

    /**
     * Returns and clears the time of the first event that had to wait for the queue; empty if there was none. Since then, the
     * engine may have dropped events without notice.
     */
    public Optional<Instant> takeOverflow() {
        return Optional.ofNullable(overflow.getAndSet(null));
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
