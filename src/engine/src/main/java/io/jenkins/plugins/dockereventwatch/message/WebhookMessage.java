package io.jenkins.plugins.dockereventwatch.message;

import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.net.URI;
import java.util.List;

/**
 * An HTTP POST to a webhook.
 *
 * @param url the URL, http or https
 * @param contentType the media type of {@code payload}
 * @param payload the request body
 * @param body the rendered template
 * @param possibleDuplicate whether the server may have accepted an earlier attempt
 */
public record WebhookMessage(Secret url, String contentType, String payload, String body, boolean possibleDuplicate)
        implements Message {

    @Override
    public List<String> to() {
        return List.of(server());
    }

    @Override
    public WebhookMessage forRetry(List<String> remaining, boolean duplicate) {
        return new WebhookMessage(url, contentType, payload, body, possibleDuplicate || duplicate);
    }

    /** Scheme, host and port of the URL, without its secret path. */
    public String server() {
        URI uri = URI.create(url.reveal());
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
