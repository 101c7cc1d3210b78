package io.jenkins.plugins.dockereventwatch.notify.email;

import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException.Kind;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.text.Login;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Sends mails by SMTP (RFC 5321). */
record SmtpTransport(MailServer server, TransportTimeouts timeouts)
        implements io.jenkins.plugins.dockereventwatch.notify.Transport {

    private static final Logger LOG = System.getLogger(SmtpTransport.class.getName());

    @Override
    public String send(Message message) throws DeliveryException {
        MailMessage mail = (MailMessage) message;
        try (BoundedSockets sockets = new BoundedSockets(timeouts.exchange())) {
            return send(mail, sockets);
        }
    }

    private String send(MailMessage mail, BoundedSockets sockets) throws DeliveryException {
        Session session = Session.getInstance(properties(mail, sockets));
        try {
            MimeMail mime = MimeMail.of(mail, session);
            InternetAddress[] recipients = InternetAddress.parse(String.join(",", mail.recipients()));
            Transport transport = session.getTransport(protocol());
            try {
                connect(transport);
                return send(transport, mime, recipients, mail, sockets);
            } finally {
                close(transport);
            }
        } catch (MessagingException e) {
            throw new DeliveryException(Kind.UNREACHABLE, SmtpError.explain(server, e, sockets.isLate()));
        }
    }

    private String send(
            Transport transport, MimeMail mime, InternetAddress[] recipients, MailMessage mail, BoundedSockets sockets)
            throws DeliveryException {
        try {
            transport.sendMessage(mime, recipients);
            return transport instanceof SMTPTransport smtp
                    ? SafeText.abbreviate(
                            String.valueOf(smtp.getLastServerResponse()).strip(), 300)
                    : "";
        } catch (SendFailedException e) {
            throw SmtpError.rejected(server, mail, e);
        } catch (MessagingException e) {
            throw new DeliveryException(Kind.UNCERTAIN, SmtpError.explain(server, e, sockets.isLate()));
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
        Optional<Login> login = server.login();
        String user = login.map(Login::user).orElse(null);
        String password = login.map(known -> known.password().reveal()).orElse(null);
        transport.connect(server.host(), server.port(), user, password);
    }

    private String protocol() {
        return server.security() == MailServer.Security.TLS ? "smtps" : "smtp";
    }

    private Properties properties(MailMessage mail, BoundedSockets sockets) {
        MailServer.Security security = server.security();
        boolean required = security == MailServer.Security.STARTTLS_REQUIRED;
        Properties properties = new Properties();
        Map.of(
                        "connectiontimeout",
                        timeouts.connect().toMillis(),
                        "timeout",
                        timeouts.reply().toMillis(),
                        "socketFactory.fallback",
                        false,
                        "ssl.checkserveridentity",
                        true,
                        "auth",
                        server.login().isPresent(),
                        "from",
                        mail.envelopeFrom(),
                        "sendpartial",
                        true,
                        "starttls.enable",
                        required || security == MailServer.Security.STARTTLS_IF_OFFERED,
                        "starttls.required",
                        required)
                .forEach((name, value) -> properties.setProperty("mail." + protocol() + "." + name, value.toString()));
        properties.put("mail." + protocol() + ".socketFactory", sockets);
        return properties;
    }
}
