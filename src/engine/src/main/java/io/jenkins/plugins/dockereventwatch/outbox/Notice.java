package io.jenkins.plugins.dockereventwatch.outbox;

import java.util.Optional;

/**
 * A mail that tells of no event: a reminder, a sign of life.
 *
 * @param key what makes it this one; the same key gives the same Message-ID, so that mail programs know a copy
 * @param host the host it is about, for people; perhaps nothing
 * @param subject in one line
 * @param text the body as plain text
 * @param html the same as HTML; empty: there is none
 */
public record Notice(String key, String host, String subject, String text, Optional<String> html) {

    /** In plain text alone. */
    public Notice(String key, String host, String subject, String text) {
        this(key, host, subject, text, Optional.empty());
    }
}
