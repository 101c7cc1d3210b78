package io.jenkins.plugins.dockereventwatch.heartbeat;

import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The URL of a dead man's switch, which raises an alarm if it is no longer called. */
public final class PushUrl {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI url;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /**
     * Creates it.
     *
     * @param url an http or https URL; a secret, which no message contains
     * @throws IllegalArgumentException if it is neither
     */
    public PushUrl(Secret url) {
        URI uri = URI.create(url.reveal());
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("Invalid push URL: expected http://… or https://…");
        }
        this.url = uri;
    }

    /** Calls the URL. Returns the error; empty: the response status was 2xx. */
    public Optional<String> call() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(TIMEOUT).build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of("responded with status " + status);
        } catch (IOException e) {
            return Optional.of("is unreachable");
        }
    }
}
