package io.jenkins.plugins.dockereventwatch.docker;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** An answer of a Docker Engine that goes on: events, a log, a pull. Nothing ever times out but what its reader ends. */
public final class DockerStream implements AutoCloseable {

    private final InputStream body;
    private final Closeable connection;

    DockerStream(InputStream body, Closeable connection) {
        this.body = body;
        this.connection = connection;
    }

    /** What the engine sends; reading it blocks until there is something. */
    public InputStream body() {
        return body;
    }

    /** Ends the stream at once, also for a thread that reads it. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            System.getLogger(DockerStream.class.getName()).log(System.Logger.Level.DEBUG, "closing a stream", e);
        }
    }
}
