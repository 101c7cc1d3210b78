package io.jenkins.plugins.dockereventwatch.notify.email;

import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.message.MailText;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.Transport;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.outbox.Notice;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.template.Template;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Sends alerts and notices by mail.
 *
 * @param name the name by which rules refer to it
 * @param server the mail server
 * @param from the sender's address
 * @param to the recipients' addresses; may be empty if alerts bring their own
 * @param rateLimit how many mails are sent
 * @param template headers, empty line and body of a mail about one alert; empty: the built-in mail
 */
public record MailNotifier(
        String name, MailServer server, String from, List<String> to, RateLimit rateLimit, Optional<Template> template)
        implements Notifier {

    /** @throws IllegalArgumentException if mails cannot be composed by the template */
    public MailNotifier {
        to = List.copyOf(to);
        template.ifPresent(MailText::check);
    }

    /** Composes a mail. If the template fails on the alert's data, logs that and composes the built-in mail. */
    @Override
    public MailMessage compose(PendingMessage pending, ZonedDateTime now) {
        MailComposer composer = new MailComposer(this, now);
        return pending.notice().isPresent() ? composer.notice(pending.notice().get()) : composer.alerts(pending);
    }

    public MailMessage compose(Notice notice, ZonedDateTime now) {
        return new MailComposer(this, now).notice(notice);
    }

    @Override
    public Transport open(TransportTimeouts timeouts) {
        return new SmtpTransport(server, timeouts);
    }
}
