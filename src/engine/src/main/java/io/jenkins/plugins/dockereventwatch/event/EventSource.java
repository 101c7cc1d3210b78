package io.jenkins.plugins.dockereventwatch.event;

import java.io.IOException;

/** Where events come from, one after the other. Used by one thread; {@link #close()} may come from any. */
public interface EventSource extends AutoCloseable {

    /**
     * Waits for the next event.
     *
     * @return null when there are no more, or after {@link #close()}
     * @throws IOException if the source fails; no event follows
     * @throws InterruptedException if the thread was interrupted while waiting
     */
    DockerEvent next() throws IOException, InterruptedException;

    /** Ends it; a thread waiting in {@link #next()} comes back soon. */
    @Override
    void close();
}
