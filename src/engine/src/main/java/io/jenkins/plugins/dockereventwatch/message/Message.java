package io.jenkins.plugins.dockereventwatch.message;

import java.util.List;
import java.util.Optional;

/** What goes out for an alert, ready to be sent. */
public sealed interface Message permits MailMessage, WebhookMessage {

    /** A mail's subject; empty for others. */
    Optional<String> subject();

    /** A mail's sender as shown to its reader; empty for others. */
    Optional<String> from();

    /** Whom it goes to: a mail's recipients; of a webhook scheme and host, since the rest of its address is a secret. */
    List<String> to();

    /** The text, of a mail its plain text where it has one. */
    String body();

    /** The same, saying of itself that it may have come before. */
    Message asPossibleDuplicate();
}
