package io.jenkins.plugins.dockereventwatch.notify;

import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.util.List;

/** A message could not be composed or sent. The exception's message is one line for people, without secrets. */
public final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final List<String> remainingRecipients;

    /** Whether another attempt may succeed. */
    public enum Kind {
        /** Another attempt would fail too. */
        PERMANENT,
        /** The server rejected this message for now; it may accept it later, and other messages now. */
        TEMPORARY,
        /** The server accepts no messages for now. */
        UNREACHABLE,
        /** The connection was lost while the message was sent: the server may have accepted it. */
        UNCERTAIN,
        /** This program failed, for example for lack of memory: the server may have accepted the message. */
        INTERNAL
    }

    public DeliveryException(Kind kind, String message) {
        this(kind, message, List.of());
    }

    /** @param remainingRecipients the recipients that another attempt is for; empty: all */
    public DeliveryException(Kind kind, String message, List<String> remainingRecipients) {
        super(SafeText.abbreviate(message, 1000));
        this.kind = kind;
        this.remainingRecipients = List.copyOf(remainingRecipients);
    }

    /** A notifier's template failed on the alert's data. */
    public static DeliveryException failedTemplate(String notifier, TemplateException e) {
        String place = e.template() + ":" + e.line() + ":" + e.column();
        String problem = SafeText.abbreviate(e.getMessage(), 500);
        return new DeliveryException(
                Kind.PERMANENT, "the template of notifier '" + notifier + "' fails: " + place + ": " + problem);
    }

    public boolean isTemporary() {
        return kind != Kind.PERMANENT;
    }

    /** Returns whether the server failed, so that other messages to it would fail too. */
    public boolean isServerFailure() {
        return kind == Kind.UNREACHABLE || kind == Kind.UNCERTAIN;
    }

    /** Returns whether the server may have accepted the message. */
    public boolean isUncertain() {
        return kind == Kind.UNCERTAIN || kind == Kind.INTERNAL;
    }

    public List<String> remainingRecipients() {
        return remainingRecipients;
    }
}
