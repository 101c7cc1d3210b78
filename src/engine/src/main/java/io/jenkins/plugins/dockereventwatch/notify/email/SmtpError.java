package io.jenkins.plugins.dockereventwatch.notify.email;

import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException.Kind;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * Explains why a mail could not be sent, and whether another attempt may succeed: after replies 4xx, not after 5xx (RFC
 * 5321, 4.2.1). Problems that the user can fix in the settings (password, certificate, host name) are temporary.
 */
final class SmtpError {

    private static final String RESPONSE = "response: ";

    private SmtpError() {}

    /**
     * Returns why the session failed or the connection was lost.
     *
     * @param late whether the deadline ended it
     */
    static String explain(MailServer server, MessagingException e, boolean late) {
        String name = name(server);
        if (late) {
            return name + " does not complete the exchange in time";
        }
        if (e instanceof AuthenticationFailedException) {
            return name + " rejects the login: " + text(e) + "; check user and password of the notifier";
        }
        Throwable root = root(e);
        if (root instanceof SSLException) {
            return name + ": TLS failed: " + text(root)
                    + "; the server's certificate must be valid for this host name and issued by a trusted authority";
        }
        if (root instanceof UnknownHostException) {
            return name + ": unknown host; check the host name of the notifier";
        }
        if (root instanceof SocketTimeoutException) {
            return name + " does not reply in time";
        }
        if (String.valueOf(e.getMessage()).contains("STARTTLS is required")) {
            return name + " does not offer STARTTLS, which the notifier requires; the mail is not sent unencrypted,"
                    + " unless its URL contains starttls=never";
        }
        return name + greeting(text(root));
    }

    private static String greeting(String text) {
        int response = text.indexOf(RESPONSE);
        if (!text.startsWith("Got bad greeting") || response < 0) {
            return ": " + text;
        }
        String greeting = text.substring(response + RESPONSE.length());
        return greeting.equals("[EOF]")
                ? " closes the connection without a reply"
                : " rejects the connection: " + greeting;
    }

    /** The mail, or some of its recipients, were rejected. */
    static DeliveryException rejected(MailServer server, MailMessage mail, SendFailedException e) {
        List<String> reasons = new ArrayList<>();
        List<String> remaining = new ArrayList<>(names(e.getValidUnsentAddresses()));
        boolean messageRejected = false;
        for (Exception next = e; next instanceof MessagingException failure; next = failure.getNextException()) {
            if (failure instanceof SMTPAddressFailedException address) {
                reasons.add(address.getAddress() + ": " + reply(address));
                remaining.remove(address.getAddress().getAddress());
                if (isTemporary(address.getReturnCode())) {
                    remaining.add(address.getAddress().getAddress());
                }
            } else if (failure instanceof SMTPSendFailedException message && message.getReturnCode() >= 400) {
                reasons.add(reply(message));
                messageRejected |= !isTemporary(message.getReturnCode());
            } else if (failure instanceof SMTPSenderFailedException sender) {
                reasons.add("sender " + sender.getAddress() + ": " + reply(sender));
                messageRejected |= !isTemporary(sender.getReturnCode());
            }
        }
        String problem = name(server)
                + (reasons.isEmpty()
                        ? " ends the session: " + text(root(e))
                        : " rejects " + String.join("; ", reasons));
        boolean someSent = e.getValidSentAddresses() != null && e.getValidSentAddresses().length > 0;
        if (messageRejected && !someSent) {
            return new DeliveryException(Kind.PERMANENT, problem);
        }
        if (remaining.isEmpty()) {
            return new DeliveryException(
                    Kind.PERMANENT, problem + (someSent ? "; the other recipients have received the mail" : ""));
        }
        if (remaining.size() == mail.recipients().size()) {
            return new DeliveryException(reasons.isEmpty() ? Kind.UNCERTAIN : Kind.TEMPORARY, problem);
        }
        return new DeliveryException(
                Kind.TEMPORARY, problem, remaining.stream().distinct().toList());
    }

    private static boolean isTemporary(int code) {
        return code < 500;
    }

    private static List<String> names(Address[] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses).map(Address::toString).toList();
    }

    private static String reply(MessagingException e) {
        return SafeText.abbreviate(String.valueOf(e.getMessage()).strip(), 200);
    }

    private static String text(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return SafeText.abbreviate(message.strip(), 300);
    }

    private static Throwable root(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(cause -> cause instanceof SSLException || cause.getCause() == null)
                .findFirst()
                .orElse(e);
    }

    private static String name(MailServer server) {
        return "mail server " + server.host() + ":" + server.port();
    }
}
