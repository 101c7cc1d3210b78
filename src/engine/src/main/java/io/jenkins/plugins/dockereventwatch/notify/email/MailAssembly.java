package io.jenkins.plugins.dockereventwatch.notify.email;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.message.DefaultMail;
import io.jenkins.plugins.dockereventwatch.message.MailHeader;
import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.message.MailText;
import io.jenkins.plugins.dockereventwatch.message.SummaryMail;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import io.jenkins.plugins.dockereventwatch.text.HeaderText;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Puts one alert's mail together: the headers that are ours, and what a template or the built-in mail brings. */
public final class MailAssembly {

    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_HEADER = 900;

    /** Headers that a template cannot set: they are ours, or would change what the mail is. */
    private static final Set<String> OURS = Set.of(
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
            "x-docker-event-watch-host",
            "x-docker-event-watch-possible-duplicate",
            "x-docker-event-watch-rule");

    private final PendingMessage parcel;
    private final Alert alert;
    private final MailNotifier notifier;
    private final Instant now;

    public MailAssembly(PendingMessage parcel, MailNotifier notifier, Instant now) {
        this.parcel = parcel;
        this.alert = parcel.alerts().get(0);
        this.notifier = notifier;
        this.now = now;
    }

    /** Of a rendered template; a subject that it does not have is the built-in mail's. */
    public MailMessage ofTemplate(MailText text, DefaultMail fallback) {
        List<MailHeader> headers = new ArrayList<>();
        for (MailHeader header : text.headers()) {
            if (!OURS.contains(header.name().toLowerCase(Locale.ROOT))
                    && !header.value().isEmpty()) {
                headers.add(header);
            }
        }
        Optional<String> body = Optional.of(text.body());
        return message(
                headers,
                fallback.subject(),
                text.isHtml() ? Optional.empty() : body,
                text.isHtml() ? body : Optional.empty(),
                Optional.empty());
    }

    /** The built-in mail. */
    public MailMessage builtIn(DefaultMail mail) {
        return message(List.of(), mail.subject(), Optional.of(mail.text()), Optional.of(mail.html()), Optional.empty());
    }

    /** A summary. */
    public MailMessage summary(SummaryMail mail) {
        Optional<String> events = Optional.of(mail.attachment()).filter(lines -> !lines.isEmpty());
        return message(List.of(), mail.subject(), Optional.of(mail.text()), Optional.of(mail.html()), events);
    }

    private MailMessage message(
            List<MailHeader> given,
            String subject,
            Optional<String> text,
            Optional<String> html,
            Optional<String> events) {
        List<MailHeader> headers = new ArrayList<>();
        addDefault(headers, given, "From", notifier.from());
        List<String> recipients = recipients();
        addDefault(headers, given, "To", String.join(", ", recipients));
        addDefault(headers, given, "Subject", subject);
        for (MailHeader header : given) {
            boolean isSubject = header.name().equalsIgnoreCase("Subject");
            headers.add(new MailHeader(
                    header.name(), HeaderText.cut(header.value(), isSubject ? LONGEST_SUBJECT : LONGEST_HEADER)));
        }
        String thread =
                "<container." + Digest.of(alert.hostLabel(), alert.event().actorId()) + "@" + domain() + ">";
        headers.add(new MailHeader("In-Reply-To", thread));
        headers.add(new MailHeader("References", thread));
        headers.add(new MailHeader("Auto-Submitted", "auto-generated"));
        headers.add(new MailHeader("X-Docker-Event-Watch-Host", HeaderText.cut(alert.hostLabel(), LONGEST_HEADER)));
        for (String rule : alert.rules()) {
            headers.add(new MailHeader("X-Docker-Event-Watch-Rule", HeaderText.cut(rule, LONGEST_HEADER)));
        }
        return new MailMessage(id(), now, notifier.from(), recipients, headers, text, html, events);
    }

    private static void addDefault(List<MailHeader> headers, List<MailHeader> given, String name, String value) {
        if (given.stream().noneMatch(header -> header.name().equalsIgnoreCase(name))) {
            headers.add(new MailHeader(name, HeaderText.cut(value, name.equals("Subject") ? LONGEST_SUBJECT : 8000)));
        }
    }

    /** The notifier's, and those that the alert brings as far as they are addresses: they come from outside. */
    private List<String> recipients() {
        Set<String> recipients = new LinkedHashSet<>(notifier.to());
        parcel.alerts().stream()
                .flatMap(one -> one.context().recipients().stream())
                .filter(MailAssembly::isAddress)
                .forEach(recipients::add);
        return List.copyOf(recipients);
    }

    private static boolean isAddress(String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            return text.equals(address.getAddress()) && text.indexOf('@') > 0 && !HeaderText.hasLineBreak(text);
        } catch (AddressException e) {
            return false;
        }
    }

    private String id() {
        DockerEvent.Key key = alert.event().key();
        return "<"
                + Digest.of(
                        alert.hostLabel(),
                        Long.toString(key.timeNano()),
                        key.actorId(),
                        key.action(),
                        notifier.name(),
                        String.join("\n", alert.rules()),
                        parcel.isSingle() ? "" : parcel.kind() + " " + parcel.created())
                + "@" + domain() + ">";
    }

    private String domain() {
        String from = notifier.from();
        String domain =
                from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
        boolean plain = !domain.isEmpty()
                && domain.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '.' || c == '-'));
        return plain ? domain : "docker-event-watch.invalid";
    }
}
