package io.jenkins.plugins.dockereventwatch.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mail.
 *
 * @param id the Message-ID, with angle brackets; the same for each attempt to send the mail
 * @param date the time of composition
 * @param envelopeFrom the address that receives bounces
 * @param recipients the addresses that receive the mail, whatever its headers say
 * @param headers all headers in order, except Date, Message-ID and those of MIME
 * @param content the body
 */
public record MailMessage(
        String id,
        Instant date,
        String envelopeFrom,
        List<String> recipients,
        List<MailHeader> headers,
        MailContent content)
        implements Message {

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
        return content.text().or(content::html).orElseThrow();
    }

    @Override
    public MailMessage forRetry(List<String> remaining, boolean possibleDuplicate) {
        List<MailHeader> changed = new ArrayList<>(headers);
        if (possibleDuplicate && header(POSSIBLE_DUPLICATE).isEmpty()) {
            changed.add(new MailHeader(POSSIBLE_DUPLICATE, "yes"));
        }
        return new MailMessage(id, date, envelopeFrom, remaining.isEmpty() ? recipients : remaining, changed, content);
    }

    /** Returns the value of the first header with a name, ignoring case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.hasName(name))
                .map(MailHeader::value)
                .findFirst();
    }
}
