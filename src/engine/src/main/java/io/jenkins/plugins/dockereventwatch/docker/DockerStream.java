package io.jenkins.plugins.dockereventwatch.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.InputStream;

/** An answer of a Docker Engine that goes on: events, a log, a pull. Nothing ever times out but what its reader ends. */
public final class DockerStream implements AutoCloseable {

    private final Response response;

    DockerStream(Response response) {
        this.response = response;
    }

    /** What the engine sends; reading it blocks until there is something. */
    public InputStream body() {
        return response.getBody();
    }

    /** Ends the stream at once, also for a thread that reads it. */
    @Override
    public void close() {
        response.close();
    }
}
