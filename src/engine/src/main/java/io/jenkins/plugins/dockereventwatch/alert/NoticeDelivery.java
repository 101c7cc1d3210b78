package io.jenkins.plugins.dockereventwatch.alert;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sends single notices at once; whoever has them keeps those that could not be sent. Shared between threads. */
public final class NoticeDelivery {

    private static final int LONGEST_SUBJECT = 200;

    private final Clock clock;
    private final ChannelTimes times;

    /**
     * Prepares it.
     *
     * @param clock for the mails' Date
     * @param times how long servers may take
     */
    public NoticeDelivery(Clock clock, ChannelTimes times) {
        this.clock = clock;
        this.times = times;
    }

    /**
     * Sends one, and waits for the server.
     *
     * @throws DeliveryException if it did not get there
     */
    public void send(Notice notice, MailNotifier notifier) throws DeliveryException {
        List<MailHeader> headers = new ArrayList<>();
        headers.add(new MailHeader("From", notifier.from()));
        headers.add(new MailHeader("To", String.join(", ", notifier.to())));
        headers.add(new MailHeader("Subject", HeaderText.cut(notice.subject(), LONGEST_SUBJECT)));
        headers.add(new MailHeader("Auto-Submitted", "auto-generated"));
        if (!notice.host().isEmpty()) {
            headers.add(new MailHeader("X-Docker-Event-Watch-Host", HeaderText.cut(notice.host(), LONGEST_SUBJECT)));
        }
        UUID id = UUID.nameUUIDFromBytes((notice.key() + "\n" + notifier.name()).getBytes(StandardCharsets.UTF_8));
        Channel.of(notifier, times)
                .send(new MailMessage(
                        "<notice." + id + "@docker-event-watch.invalid>",
                        clock.instant(),
                        notifier.from(),
                        notifier.to(),
                        headers,
                        Optional.of(notice.text()),
                        notice.html(),
                        Optional.empty()));
    }
}
