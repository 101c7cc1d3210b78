package io.jenkins.plugins.dockereventwatch.notify.email;

import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.text.HeaderText;
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
 * Says in plain words why a mail could not be sent, and whether trying again may help: replies 4xx, yes; 5xx, no (RFC
 * 5321, 4.2.1). What the user can mend without a new alert (a password, a certificate, a name) counts as temporary.
 */
final class SmtpError {

    private static final String RESPONSE = "response: ";

    private SmtpError() {}

    /** The session failed before any recipient was named. */
    static DeliveryException explain(MailServer server, MessagingException e) {
        return DeliveryException.unreachable(said(server, e));
    }

    /** The connection was lost when the mail was on its way. */
    static DeliveryException explainLoss(MailServer server, MessagingException e) {
        return DeliveryException.uncertain(said(server, e));
    }

    private static String said(MailServer server, MessagingException e) {
        String place = place(server);
        if (e instanceof AuthenticationFailedException) {
            return place + " refuses the login: " + said(e) + "; check user and password of the notifier's url";
        }
        Throwable root = root(e);
        if (root instanceof SSLException) {
            return place + ": TLS failed: " + said(root)
                    + "; the server's certificate must be valid for this name and signed by a known authority";
        }
        if (root instanceof UnknownHostException) {
            return place + ": no such host; check the notifier's url";
        }
        if (root instanceof SocketTimeoutException) {
            return place + " does not answer in time";
        }
        if (String.valueOf(e.getMessage()).contains("STARTTLS is required")) {
            return place + " does not offer STARTTLS, which the notifier requires; the mail is not sent in the clear";
        }
        return place + greeting(said(root));
    }

    private static String greeting(String said) {
        int response = said.indexOf(RESPONSE);
        if (!said.startsWith("Got bad greeting") || response < 0) {
            return ": " + said;
        }
        String greeting = said.substring(response + RESPONSE.length());
        return greeting.equals("[EOF]") ? " closes the connection without a word" : " turns us away: " + greeting;
    }

    /** The mail itself, or some recipients, were refused. */
    static DeliveryException explain(MailServer server, MailMessage mail, SendFailedException e) {
        List<String> reasons = new ArrayList<>();
        List<String> again = new ArrayList<>(names(e.getValidUnsentAddresses()));
        boolean messageRefused = false;
        for (Exception next = e; next instanceof MessagingException failure; next = failure.getNextException()) {
            if (failure instanceof SMTPAddressFailedException address) {
                reasons.add(address.getAddress() + ": " + reply(address));
                again.remove(address.getAddress().getAddress());
                if (isTemporary(address.getReturnCode())) {
                    again.add(address.getAddress().getAddress());
                }
            } else if (failure instanceof SMTPSendFailedException message && message.getReturnCode() >= 400) {
                reasons.add(reply(message));
                messageRefused |= !isTemporary(message.getReturnCode());
            } else if (failure instanceof SMTPSenderFailedException sender) {
                reasons.add("the sender " + sender.getAddress() + ": " + reply(sender));
                messageRefused |= !isTemporary(sender.getReturnCode());
            }
        }
        String said = place(server)
                + (reasons.isEmpty() ? " breaks off: " + said(root(e)) : " refuses " + String.join("; ", reasons));
        boolean someSent = e.getValidSentAddresses() != null && e.getValidSentAddresses().length > 0;
        if (messageRefused && !someSent) {
            return DeliveryException.permanent(said);
        }
        if (again.isEmpty()) {
            return DeliveryException.permanent(said + (someSent ? "; the other recipients have the mail" : ""));
        }
        if (again.size() == mail.recipients().size()) {
            return reasons.isEmpty() ? DeliveryException.uncertain(said) : DeliveryException.temporary(said);
        }
        return DeliveryException.partly(said, again.stream().distinct().toList());
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
        return HeaderText.cut(String.valueOf(e.getMessage()).strip(), 200);
    }

    private static String said(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return HeaderText.cut(message.strip(), 300);
    }

    private static Throwable root(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(cause -> cause instanceof SSLException || cause.getCause() == null)
                .findFirst()
                .orElse(e);
    }

    private static String place(MailServer server) {
        return "mail server " + server.host() + ":" + server.port();
    }
}
