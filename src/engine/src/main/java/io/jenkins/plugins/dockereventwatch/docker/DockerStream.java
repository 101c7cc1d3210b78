package io.jenkins.plugins.dockereventwatch.docker;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** A streamed response of a Docker Engine: events, a log, a pull. It has no timeout; the reader closes it. */
public final class DockerStream implements AutoCloseable {

    private final InputStream body;
    private final Closeable connection;

    DockerStream(InputStream body, Closeable connection) {
        this.body = body;
        this.connection = connection;
    }

    /** Returns the stream; reading blocks until data arrives. */
    public InputStream body() {
        return body;
    }

    /** Closes the stream, also for a thread that is reading it. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            System.getLogger(DockerStream.class.getName()).log(System.Logger.Level.DEBUG, "closing a stream", e);
        }
    }
}
