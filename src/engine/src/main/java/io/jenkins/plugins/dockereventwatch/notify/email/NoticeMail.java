package io.jenkins.plugins.dockereventwatch.notify.email;

import io.jenkins.plugins.dockereventwatch.message.MailHeader;
import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.outbox.Notice;
import io.jenkins.plugins.dockereventwatch.text.HeaderText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes notices into mails. */
public final class NoticeMail {

    private static final int LONGEST_SUBJECT = 200;

    private NoticeMail() {}

    public static MailMessage of(Notice notice, MailNotifier notifier, Instant date) {
        List<MailHeader> headers = new ArrayList<>();
        headers.add(new MailHeader("From", notifier.from()));
        headers.add(new MailHeader("To", String.join(", ", notifier.to())));
        headers.add(new MailHeader("Subject", HeaderText.cut(notice.subject(), LONGEST_SUBJECT)));
        headers.add(new MailHeader("Auto-Submitted", "auto-generated"));
        if (!notice.host().isEmpty()) {
            headers.add(new MailHeader("X-Docker-Event-Watch-Host", HeaderText.cut(notice.host(), LONGEST_SUBJECT)));
        }
        UUID id = UUID.nameUUIDFromBytes((notice.key() + "\n" + notifier.name()).getBytes(StandardCharsets.UTF_8));
        return new MailMessage(
                "<notice." + id + "@docker-event-watch.invalid>",
                date,
                notifier.from(),
                notifier.to(),
                headers,
                Optional.of(notice.text()),
                notice.html(),
                Optional.empty());
    }
}
