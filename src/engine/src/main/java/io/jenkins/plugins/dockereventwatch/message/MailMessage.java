package io.jenkins.plugins.dockereventwatch.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mail.
 *
 * @param id its Message-ID, with angle brackets; the same whenever the same alert is composed
 * @param date when it was composed
 * @param envelopeFrom who gets what cannot be delivered
 * @param recipients who gets it, whatever its headers say
 * @param headers from, subject and all others but Date, Message-ID and those of MIME, in order
 * @param text the plain text; empty: there is none
 * @param html the HTML; empty: there is none
 * @param events the text of an attached file with events, one JSON object a line; empty: there is none
 */
public record MailMessage(
        String id,
        Instant date,
        String envelopeFrom,
        List<String> recipients,
        List<MailHeader> headers,
        Optional<String> text,
        Optional<String> html,
        Optional<String> events)
        implements Message {

    /** Says that the same mail may have come before: its sender died, or lost the connection, while it was sent. */
    public static final String POSSIBLE_DUPLICATE = "X-Docker-Event-Watch-Possible-Duplicate";

    /** Copies the lists. */
    public MailMessage {
        recipients = List.copyOf(recipients);
        headers = List.copyOf(headers);
    }

    @Override
    public Optional<String> subject() {
        return header("Subject");
    }

    @Override
    public Optional<String> from() {
        return header("From");
    }

    @Override
    public List<String> to() {
        return recipients;
    }

    @Override
    public String body() {
        return text.or(() -> html).orElse("");
    }

    @Override
    public MailMessage asPossibleDuplicate() {
        List<MailHeader> more = new ArrayList<>(headers);
        more.add(new MailHeader(POSSIBLE_DUPLICATE, "yes"));
        return new MailMessage(id, date, envelopeFrom, recipients, more, text, html, events);
    }

    /** The first header of a name, in any case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(MailHeader::value)
                .findFirst();
    }

    /** The same mail for only some of its recipients. */
    public MailMessage onlyTo(List<String> some) {
        return new MailMessage(id, date, envelopeFrom, some, headers, text, html, events);
    }
}
