package io.jenkins.plugins.dockereventwatch.heartbeat;

import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** A dead man's switch: an address that is called while all is well, and whose owner alarms when no call comes. */
public final class PushUrl {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI url;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /**
     * Prepares it.
     *
     * @param url http or https; a secret, it is named in no message
     * @throws IllegalArgumentException if it is neither
     */
    public PushUrl(Secret url) {
        URI uri = URI.create(url.reveal());
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("a push URL begins with http:// or https://");
        }
        this.url = uri;
    }

    /** Calls it; returns what is the matter, empty: it answered as it should. */
    public Optional<String> call() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of("answers " + status);
        } catch (IOException e) {
            return Optional.of("cannot be reached");
        }
    }
}
