package io.jenkins.plugins.dockereventwatch.heartbeat;

import io.jenkins.plugins.dockereventwatch.notify.BoundedHttpClient;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/** The URL of a dead man's switch, which raises an alarm if it is no longer called. */
public final class PushUrl {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI url;
    private final BoundedHttpClient client = new BoundedHttpClient(new TransportTimeouts(TIMEOUT, TIMEOUT, TIMEOUT));

    /**
     * Creates it.
     *
     * @param url an http or https URL; a secret, which no message contains
     * @throws IllegalArgumentException if it is neither
     */
    public PushUrl(Secret url) {
        if (!BoundedHttpClient.accepts(url.reveal())) {
            throw new IllegalArgumentException("Invalid push URL: expected http://… or https://…");
        }
        this.url = URI.create(url.reveal());
    }

    /** Calls the URL. Returns the error; empty: the response status was 2xx. */
    public Optional<String> call() throws InterruptedException {
        try {
            BoundedHttpClient.Response response = client.send(HttpRequest.newBuilder(url));
            return response.isSuccess() ? Optional.empty() : Optional.of("responded with status " + response.status());
        } catch (IOException e) {
            return Optional.of("is unreachable");
        }
    }
}
