package io.jenkins.plugins.dockereventwatch.notify.email;

import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.text.HeaderText;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Sends mails by SMTP (RFC 5321). */
final class SmtpTransport implements io.jenkins.plugins.dockereventwatch.notify.Transport {

    private static final Logger LOG = System.getLogger(SmtpTransport.class.getName());

    private final MailServer server;
    private final TransportTimeouts timeouts;

    SmtpTransport(MailServer server, TransportTimeouts timeouts) {
        this.server = server;
        this.timeouts = timeouts;
    }

    @Override
    public String send(Message message) throws DeliveryException {
        MailMessage mail = (MailMessage) message;
        Session session = Session.getInstance(properties(mail));
        try {
            MimeMail mime = MimeMail.of(mail, session);
            InternetAddress[] recipients = addresses(mail.recipients());
            Transport transport = session.getTransport(protocol());
            try {
                connect(transport);
                return send(transport, mime, recipients, mail);
            } finally {
                close(transport);
            }
        } catch (MessagingException e) {
            throw SmtpError.unreachable(server, e);
        }
    }

    private String send(Transport transport, MimeMail mime, InternetAddress[] recipients, MailMessage mail)
            throws DeliveryException {
        try {
            transport.sendMessage(mime, recipients);
            return transport instanceof SMTPTransport smtp
                    ? HeaderText.cut(
                            String.valueOf(smtp.getLastServerResponse()).strip(), 300)
                    : "";
        } catch (SendFailedException e) {
            throw SmtpError.rejected(server, mail, e);
        } catch (MessagingException e) {
            throw SmtpError.connectionLost(server, e);
        }
    }

    /** Ignores errors: the server has accepted the mail, however the session ends. */
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.log(Level.DEBUG, "cannot close the connection to the mail server", e);
        }
    }

    private void connect(Transport transport) throws MessagingException {
        if (server.login().isPresent()) {
            MailServer.Login login = server.login().get();
            transport.connect(
                    server.host(), server.port(), login.user(), login.password().reveal());
        } else {
            transport.connect(server.host(), server.port(), null, null);
        }
    }

    private static InternetAddress[] addresses(List<String> recipients) throws AddressException {
        InternetAddress[] addresses = new InternetAddress[recipients.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = new InternetAddress(recipients.get(i));
        }
        return addresses;
    }

    private String protocol() {
        return server.security() == MailServer.Security.TLS ? "smtps" : "smtp";
    }

    private Properties properties(MailMessage mail) {
        Properties properties = new Properties();
        String prefix = "mail." + protocol() + ".";
        properties.setProperty(
                prefix + "connectiontimeout", Long.toString(timeouts.connect().toMillis()));
        properties.setProperty(
                prefix + "timeout", Long.toString(timeouts.reply().toMillis()));
        properties.setProperty(
                prefix + "writetimeout", Long.toString(timeouts.reply().toMillis()));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "auth", Boolean.toString(server.login().isPresent()));
        properties.setProperty(prefix + "from", mail.envelopeFrom());
        properties.setProperty(prefix + "sendpartial", "true");
        properties.setProperty(
                prefix + "starttls.enable",
                Boolean.toString(server.security() == MailServer.Security.STARTTLS_IF_OFFERED
                        || server.security() == MailServer.Security.STARTTLS_REQUIRED));
        properties.setProperty(
                prefix + "starttls.required",
                Boolean.toString(server.security() == MailServer.Security.STARTTLS_REQUIRED));
        return properties;
    }
}
