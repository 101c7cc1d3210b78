package io.jenkins.plugins.dockereventwatch.message;

import java.util.List;
import java.util.Optional;

/** A composed message, ready to be sent. Immutable. */
public sealed interface Message permits MailMessage, WebhookMessage {

    /** The header that marks a message whose earlier attempt may have succeeded. */
    String POSSIBLE_DUPLICATE = "X-Docker-Event-Watch-Possible-Duplicate";

    /** The subject; empty unless this is a mail. */
    default Optional<String> subject() {
        return Optional.empty();
    }

    /** The sender that a mail shows; empty unless this is a mail. */
    default Optional<String> from() {
        return Optional.empty();
    }

    /** The recipients of a mail; scheme and host of a webhook, because the rest of its URL is secret. */
    List<String> to();

    /** The text; of a mail the plain text if it has one, else the HTML. */
    String body();

    /**
     * Returns this message for another attempt.
     *
     * @param remaining the recipients that have not received it; empty: all
     * @param possibleDuplicate whether the server may have accepted an earlier attempt
     */
    Message forRetry(List<String> remaining, boolean possibleDuplicate);
}
