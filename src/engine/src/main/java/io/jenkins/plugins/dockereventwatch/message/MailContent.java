package io.jenkins.plugins.dockereventwatch.message;

import java.util.Optional;

/**
 * The body of a mail.
 *
 * @param text the plain text; empty: none
 * @param html the HTML; empty: none
 * @param events an attached file of events, one JSON object per line; empty: none
 */
public record MailContent(Optional<String> text, Optional<String> html, Optional<String> events) {

    /** @throws IllegalArgumentException if there is neither text nor HTML */
    public MailContent {
        if (text.isEmpty() && html.isEmpty()) {
            throw new IllegalArgumentException("Invalid mail content: expected text, HTML or both");
        }
    }
}
