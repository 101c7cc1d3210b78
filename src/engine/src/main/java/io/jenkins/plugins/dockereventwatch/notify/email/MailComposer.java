package io.jenkins.plugins.dockereventwatch.notify.email;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.message.AlertMail;
import io.jenkins.plugins.dockereventwatch.message.MailContent;
import io.jenkins.plugins.dockereventwatch.message.MailHeader;
import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.message.MailSubject;
import io.jenkins.plugins.dockereventwatch.message.MailText;
import io.jenkins.plugins.dockereventwatch.message.TemplateData;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.outbox.Notice;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Composes the mails of one notifier: recipients, headers, and a body from the template or the built-in text. */
record MailComposer(MailNotifier notifier, ZonedDateTime now) {

    private static final Logger LOG = System.getLogger(MailComposer.class.getName());
    private static final int LONGEST_HEADER = 900;
    private static final int LONGEST_ADDRESS_LIST = 8000;
    private static final String HOST = "X-Docker-Event-Watch-Host";
    private static final String RULE = "X-Docker-Event-Watch-Rule";
    private static final String NO_DOMAIN = "docker-event-watch.invalid";

    /** Headers that a template cannot set: they identify the mail, or would change what kind of mail it is. */
    private static final Set<String> RESERVED = Set.of(
            "date",
            "message-id",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "auto-submitted",
            "references",
            "in-reply-to",
            "return-path",
            "bcc",
            HOST.toLowerCase(Locale.ROOT),
            MailMessage.POSSIBLE_DUPLICATE.toLowerCase(Locale.ROOT),
            RULE.toLowerCase(Locale.ROOT));

    /** Composes a mail about alerts. Templates describe one alert, so several alerts get the built-in summary. */
    MailMessage alerts(PendingMessage pending) {
        if (!pending.isSingle()) {
            return message(pending, List.of(), AlertMail.summary(pending, now.getZone()));
        }
        Alert alert = pending.alerts().get(0);
        if (notifier.template().isPresent()) {
            MailText text = new MailText();
            try {
                notifier.template().get().render(TemplateData.of(pending, now.getZone()), text);
                return message(pending, templateHeaders(text), text.content());
            } catch (TemplateException e) {
                logFailure(DeliveryException.failedTemplate(notifier.name(), e).getMessage());
            } catch (InvalidValueException e) {
                logFailure("notifier '" + notifier.name() + "': " + e.getMessage());
            }
        }
        return message(pending, List.of(), AlertMail.of(alert, now.getZone()));
    }

    private static void logFailure(String reason) {
        LOG.log(Level.WARNING, "{0}; sending the built-in mail instead", reason);
    }

    private static List<MailHeader> templateHeaders(MailText text) {
        return text.headers().stream()
                .filter(header -> !RESERVED.contains(header.name().toLowerCase(Locale.ROOT))
                        && !header.value().isEmpty())
                .map(header -> new MailHeader(
                        header.name(),
                        header.hasName("Subject")
                                ? MailSubject.cut(header.value())
                                : SafeText.abbreviate(header.value(), LONGEST_HEADER)))
                .toList();
    }

    private MailMessage message(PendingMessage pending, List<MailHeader> given, MailContent content) {
        Alert alert = pending.alerts().get(0);
        List<String> recipients = recipients(pending);
        List<MailHeader> headers = new ArrayList<>();
        addDefault(headers, given, "From", notifier.from());
        addDefault(headers, given, "To", String.join(", ", recipients));
        addDefault(headers, given, "Subject", MailSubject.of(pending, now.getZone()));
        headers.addAll(given);
        // Mails about the same container form a thread.
        String thread =
                "<container." + Digest.of(alert.hostLabel(), alert.event().actorId()) + "@" + domain() + ">";
        headers.add(new MailHeader("In-Reply-To", thread));
        headers.add(new MailHeader("References", thread));
        addAutomatic(headers, alert.hostLabel());
        for (String rule : alert.rules()) {
            headers.add(new MailHeader(RULE, SafeText.abbreviate(rule, LONGEST_HEADER)));
        }
        return new MailMessage(id(pending), now.toInstant(), notifier.from(), recipients, headers, content);
    }

    private static void addDefault(List<MailHeader> headers, List<MailHeader> given, String name, String value) {
        if (given.stream().noneMatch(header -> header.hasName(name))) {
            headers.add(new MailHeader(name, SafeText.abbreviate(value, LONGEST_ADDRESS_LIST)));
        }
    }

    /** Marks the mail as one that no program should reply to (RFC 3834). */
    private static void addAutomatic(List<MailHeader> headers, String host) {
        headers.add(new MailHeader("Auto-Submitted", "auto-generated"));
        if (!host.isEmpty()) {
            headers.add(new MailHeader(HOST, SafeText.abbreviate(host, LONGEST_HEADER)));
        }
    }

    /** The notifier's recipients and those of the alerts, as far as these are addresses: they come from outside. */
    private List<String> recipients(PendingMessage pending) {
        Set<String> recipients = new LinkedHashSet<>(notifier.to());
        pending.alerts().stream()
                .flatMap(alert -> alert.context().recipients().stream())
                .filter(MailComposer::isAddress)
                .forEach(recipients::add);
        return List.copyOf(recipients);
    }

    private static boolean isAddress(String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            return text.equals(address.getAddress()) && text.indexOf('@') > 0 && SafeText.isOneLine(text);
        } catch (AddressException e) {
            return false;
        }
    }

    /** Returns the same Message-ID for each attempt, so that mail programs recognize duplicates. */
    private String id(PendingMessage pending) {
        Alert alert = pending.alerts().get(0);
        DockerEvent.Key key = alert.event().key();
        String digest = Digest.of(
                alert.hostLabel(),
                Long.toString(key.timeNano()),
                key.actorId(),
                key.action(),
                notifier.name(),
                String.join("\n", alert.rules()),
                pending.isSingle()
                        ? ""
                        : pending.entry().kind() + " " + pending.entry().created());
        return "<" + digest + "@" + domain() + ">";
    }

    private String domain() {
        String from = notifier.from();
        String domain =
                from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
        boolean plain = !domain.isEmpty()
                && domain.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '.' || c == '-'));
        return plain ? domain : NO_DOMAIN;
    }

    MailMessage notice(Notice notice) {
        List<MailHeader> headers = new ArrayList<>();
        headers.add(new MailHeader("From", notifier.from()));
        headers.add(new MailHeader("To", String.join(", ", notifier.to())));
        headers.add(new MailHeader("Subject", MailSubject.cut(notice.subject())));
        addAutomatic(headers, notice.host());
        UUID id = UUID.nameUUIDFromBytes((notice.key() + "\n" + notifier.name()).getBytes(StandardCharsets.UTF_8));
        return new MailMessage(
                "<notice." + id + "@" + NO_DOMAIN + ">",
                now.toInstant(),
                notifier.from(),
                notifier.to(),
                headers,
                new MailContent(Optional.of(notice.text()), Optional.of(notice.html()), Optional.empty()));
    }
}
