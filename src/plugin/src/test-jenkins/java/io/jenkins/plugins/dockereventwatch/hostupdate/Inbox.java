package io.jenkins.plugins.dockereventwatch.hostupdate;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import hudson.tasks.Mailer;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.model.JenkinsLocationConfiguration;

/** A real mail server, as the settings of Jenkins name it, and what arrived. */
final class Inbox implements AutoCloseable {

    private static final Pattern LINK = Pattern.compile("/docker-host-update/link/([A-Za-z0-9_.-]+)/");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    Inbox() {
        server.start();
    }

    /** A mail that arrived. */
    record Mail(String subject, String text, String html) {

        /** The token of the link after a label. */
        String token(String label) {
            Matcher link = LINK.matcher(text.substring(text.indexOf(label + ":\n")));
            link.find();
            return link.group(1);
        }
    }

    void use() {
        JenkinsLocationConfiguration.get().setAdminAddress("jenkins@example.org");
        Mailer.descriptor().setSmtpHost("127.0.0.1");
        Mailer.descriptor().setSmtpPort(Integer.toString(server.getSmtp().getPort()));
        Mailer.descriptor().save();
    }

    List<Mail> mails() {
        return Stream.of(server.getReceivedMessages()).map(Inbox::mail).toList();
    }

    /** The first mail whose subject begins so, when it is there. */
    Mail first(String subject) {
        return await(subject)
                .atMost(Duration.ofSeconds(150))
                .until(
                        () -> mails().stream()
                                .filter(mail -> mail.subject().startsWith(subject))
                                .toList(),
                        found -> !found.isEmpty())
                .get(0);
    }

    private static Mail mail(MimeMessage message) {
        try {
            Multipart parts = (Multipart) message.getContent();
            return new Mail(message.getSubject(), part(parts, 0), part(parts, 1));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("reading what arrived", e);
        }
    }

    private static String part(Multipart parts, int index) throws MessagingException, IOException {
        return parts.getBodyPart(index).getContent().toString().replace("\r\n", "\n");
    }

    @Override
    public void close() {
        server.stop();
    }
}
