package io.jenkins.plugins.dockereventwatch.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import io.jenkins.plugins.dockereventwatch.docker.EngineTime;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An engine's event stream. A thread of its own drains it into a queue and does nothing else: an engine drops events for
 * whoever is slow for a tenth of a second (its own buffer holds 1,024).
 */
public final class EventStream implements AutoCloseable {

    /** What may wait, in bytes of the stream: a storm of seconds, or a few events with labels as long as can be. */
    private static final int ROOM = 32 << 20;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final DockerStream stream;
    private final RecordedEvents events;
    private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(ROOM);
    private final Thread reader;
    private final AtomicReference<Instant> overflow = new AtomicReference<>();

    /** An event of some bytes, or how the stream ended: with an error, or (both null) by itself. */
    private record Item(DockerEvent event, int bytes, IOException error) {}

    private EventStream(DockerStream stream, RecordedEvents.MalformedLines malformed) {
        this.stream = stream;
        this.events = new RecordedEvents(stream.body(), malformed);
        reader = new Thread(this::drain, "docker-events");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Asks an engine for its events.
     *
     * @param filters which of them
     * @param since from when on, the moment included
     * @param until up to when; null: for ever
     * @param malformed told of lines that are no events
     */
    public static EventStream open(
            DockerConnection connection,
            EventFilters filters,
            Instant since,
            Instant until,
            RecordedEvents.MalformedLines malformed)
            throws IOException, InterruptedException {
        StringBuilder path = new StringBuilder("/events?since=").append(EngineTime.seconds(since));
        if (until != null) {
            path.append("&until=").append(EngineTime.seconds(until));
        }
        if (!filters.values().isEmpty()) {
            String json = MAPPER.writeValueAsString(filters.values());
            path.append("&filters=").append(URLEncoder.encode(json, StandardCharsets.UTF_8));
        }
        return new EventStream(connection.stream("GET", path.toString(), Map.of()), malformed);
    }

    private void drain() {
        try {
            queue.put(new Item(null, 0, drainEvents()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Puts every event on the queue; returns what ended the stream, null if it ended by itself. */
    private IOException drainEvents() throws InterruptedException {
        try {
            for (DockerEvent event = events.next(); event != null; event = events.next()) {
                if (!room.tryAcquire(events.length())) {
                    overflow.compareAndSet(null, event.time());
                    room.acquire(events.length());
                }
                queue.put(new Item(event, events.length(), null));
            }
            return null;
        } catch (IOException | RuntimeException e) {
            return new IOException("the connection to the engine was lost: " + e.getMessage(), e);
        }
    }

    /**
     * Waits for the next event.
     *
     * @return empty when none came in time
     * @throws EndOfEventsException if the stream ended
     * @throws IOException if it failed
     */
    public Optional<DockerEvent> poll(Duration patience) throws IOException, InterruptedException {
        Item item = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (item == null) {
            return Optional.empty();
        }
        if (item.event != null) {
            room.release(item.bytes);
            return Optional.of(item.event);
        }
        queue.offer(item);
        if (item.error != null) {
            throw item.error;
        }
        throw new EndOfEventsException();
    }

    /**
     * The time of the first event that had to wait for room since this was last asked; empty: none had to. From then on
     * the engine may have dropped events, and does not say so.
     */
    public Optional<Instant> takeOverflow() {
        return Optional.ofNullable(overflow.getAndSet(null));
    }

    /** Whether nothing waits to be taken. */
    public boolean isDrained() {
        return queue.isEmpty();
    }

    @Override
    public void close() {
        stream.close();
        reader.interrupt();
    }

    /** The stream ended, as it does when the engine stops, or when all of a bounded time was told. */
    public static final class EndOfEventsException extends IOException {

        private static final long serialVersionUID = 1L;

        EndOfEventsException() {
            super("the engine ended the event stream");
        }
    }
}
