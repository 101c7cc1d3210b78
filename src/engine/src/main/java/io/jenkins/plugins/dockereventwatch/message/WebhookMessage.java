package io.jenkins.plugins.dockereventwatch.message;

import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A post to a webhook.
 *
 * @param url where to; a secret
 * @param contentType the media type of {@code payload}
 * @param payload what is posted
 * @param body the rendered template
 * @param possibleDuplicate whether the same may have been posted before
 */
public record WebhookMessage(Secret url, String contentType, String payload, String body, boolean possibleDuplicate)
        implements Message {

    @Override
    public Optional<String> subject() {
        return Optional.empty();
    }

    @Override
    public Optional<String> from() {
        return Optional.empty();
    }

    @Override
    public List<String> to() {
        return List.of(place());
    }

    @Override
    public WebhookMessage asPossibleDuplicate() {
        return new WebhookMessage(url, contentType, payload, body, true);
    }

    /** Scheme, host and port of the address. */
    public String place() {
        URI uri = URI.create(url.reveal());
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
