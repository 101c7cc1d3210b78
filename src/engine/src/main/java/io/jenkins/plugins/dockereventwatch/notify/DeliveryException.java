package io.jenkins.plugins.dockereventwatch.notify;

import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.util.List;

/** A message could not be composed or sent. The exception's message is one line for people, without secrets. */
public final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final List<String> remainingRecipients;

    private enum Kind {
        PERMANENT,
        TEMPORARY,
        UNREACHABLE,
        UNCERTAIN
    }

    private DeliveryException(String message, Kind kind, List<String> remainingRecipients) {
        super(SafeText.abbreviate(message, 1000));
        this.kind = kind;
        this.remainingRecipients = List.copyOf(remainingRecipients);
    }

    /** Another attempt would fail too. */
    public static DeliveryException permanent(String message) {
        return new DeliveryException(message, Kind.PERMANENT, List.of());
    }

    /** A notifier's template failed on the alert's data. */
    public static DeliveryException failedTemplate(String notifier, TemplateException e) {
        return permanent("the template of notifier '" + notifier + "' fails: " + e.template() + ":" + e.line() + ":"
                + e.column() + ": " + SafeText.abbreviate(e.getMessage(), 500));
    }

    /** The server rejected this message for now; it may accept it later, and other messages now. */
    public static DeliveryException temporary(String message) {
        return new DeliveryException(message, Kind.TEMPORARY, List.of());
    }

    /** The server rejected this message for some recipients; another attempt may succeed for the given ones. */
    public static DeliveryException partial(String message, List<String> remainingRecipients) {
        return new DeliveryException(message, Kind.TEMPORARY, remainingRecipients);
    }

    /** The server accepts no messages for now. */
    public static DeliveryException unreachable(String message) {
        return new DeliveryException(message, Kind.UNREACHABLE, List.of());
    }

    /** The connection was lost while the message was sent: the server may have accepted it. */
    public static DeliveryException uncertain(String message) {
        return new DeliveryException(message, Kind.UNCERTAIN, List.of());
    }

    /** Returns whether another attempt may succeed. */
    public boolean isTemporary() {
        return kind != Kind.PERMANENT;
    }

    /** Returns whether the server failed, so that other messages to it would fail too. */
    public boolean isServerFailure() {
        return kind == Kind.UNREACHABLE || kind == Kind.UNCERTAIN;
    }

    /** Returns whether the server may have accepted the message. */
    public boolean isUncertain() {
        return kind == Kind.UNCERTAIN;
    }

    /** The recipients that another attempt is for; empty: all. */
    public List<String> remainingRecipients() {
        return remainingRecipients;
    }
}
