package io.jenkins.plugins.dockereventwatch.notify.email;

import io.jenkins.plugins.dockereventwatch.message.MailContent;
import io.jenkins.plugins.dockereventwatch.message.MailHeader;
import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Locale;
import java.util.Set;

/** A mail in MIME, with headers encoded as in RFC 2047 and no line longer than RFC 5322 allows. */
final class MimeMail extends MimeMessage {

    private static final Set<String> ADDRESSES = Set.of("from", "to", "cc", "reply-to", "sender");
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String id;

    private MimeMail(Session session, String id) {
        super(session);
        this.id = id;
    }

    static MimeMail of(MailMessage mail, Session session) throws MessagingException {
        MimeMail mime = new MimeMail(session, mail.id());
        mime.setSentDate(Date.from(mail.date()));
        for (MailHeader header : mail.headers()) {
            mime.addHeader(header.name(), encoded(header));
        }
        MailContent content = mail.content();
        if (content.text().isPresent() && content.html().isPresent()) {
            MimeMultipart parts = new MimeMultipart("alternative");
            parts.addBodyPart(part(content.text().get(), "plain"));
            parts.addBodyPart(part(content.html().get(), "html"));
            mime.setContent(
                    content.events().isPresent()
                            ? withFile(parts, content.events().get())
                            : parts);
        } else {
            mime.setText(mail.body(), UTF_8, content.html().isPresent() ? "html" : "plain");
        }
        mime.saveChanges();
        return mime;
    }

    private static MimeMultipart withFile(MimeMultipart text, String events) throws MessagingException {
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(text);
        MimeBodyPart file = new MimeBodyPart();
        file.setDataHandler(new DataHandler(
                new ByteArrayDataSource(events.getBytes(StandardCharsets.UTF_8), "application/x-ndjson")));
        file.setFileName("events.ndjson");
        file.setHeader("Content-Transfer-Encoding", "base64");
        return new MimeMultipart(body, file);
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    private static String encoded(MailHeader header) throws MessagingException {
        int used = header.name().length() + 2;
        try {
            if (ADDRESSES.contains(header.name().toLowerCase(Locale.ROOT))) {
                InternetAddress[] addresses = InternetAddress.parseHeader(header.value(), false);
                for (InternetAddress address : addresses) {
                    address.setPersonal(address.getPersonal(), UTF_8);
                }
                return InternetAddress.toString(addresses, used);
            }
            return MimeUtility.fold(used, MimeUtility.encodeText(header.value(), UTF_8, null));
        } catch (UnsupportedEncodingException | AddressException e) {
            return MimeUtility.fold(used, header.value().replaceAll("[^\\x20-\\x7e]", "?"));
        }
    }

    /** Keeps the Message-ID of the message; Jakarta Mail would generate a new one for each attempt. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
