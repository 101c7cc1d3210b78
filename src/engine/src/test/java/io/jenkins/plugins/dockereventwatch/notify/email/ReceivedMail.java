package io.jenkins.plugins.dockereventwatch.notify.email;

import com.icegreen.greenmail.util.GreenMail;
import io.jenkins.plugins.dockereventwatch.message.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.stream.Stream;

/** What a mail server of a test has received. */
public final class ReceivedMail {

    private ReceivedMail() {}

    /**
     * The subjects of all mails, in the order of their arrival.
     *
     * @throws IllegalStateException if one cannot be read
     */
    public static List<String> subjects(GreenMail server) {
        return Stream.of(server.getReceivedMessages())
                .map(ReceivedMail::subject)
                .toList();
    }

    /**
     * The same, without mails that say that they may be duplicates.
     *
     * @throws IllegalStateException if one cannot be read
     */
    public static List<String> subjectsOfNoDuplicates(GreenMail server) {
        return Stream.of(server.getReceivedMessages())
                .filter(mail -> !maybeDuplicate(mail))
                .map(ReceivedMail::subject)
                .toList();
    }

    private static boolean maybeDuplicate(MimeMessage mail) {
        try {
            return mail.getHeader(Message.POSSIBLE_DUPLICATE) != null;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The first mail whose subject begins so.
     *
     * @throws java.util.NoSuchElementException if there is none
     * @throws IllegalStateException if one cannot be read
     */
    public static MimeMessage first(GreenMail server, String subject) {
        return Stream.of(server.getReceivedMessages())
                .filter(mail -> subject(mail).startsWith(subject))
                .findFirst()
                .orElseThrow();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
