package io.jenkins.plugins.dockereventwatch.notify;

import io.jenkins.plugins.dockereventwatch.text.HeaderText;
import java.util.List;

/** A message that could not be sent; its text is one line for people, without secrets. */
public final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final List<String> rest;

    private enum Kind {
        PERMANENT,
        TEMPORARY,
        UNREACHABLE,
        UNCERTAIN
    }

    private DeliveryException(String message, Kind kind, List<String> rest) {
        super(HeaderText.cut(message, 1000));
        this.kind = kind;
        this.rest = rest;
    }

    /** Trying again does not help. */
    public static DeliveryException permanent(String message) {
        return new DeliveryException(message, Kind.PERMANENT, List.of());
    }

    /** The server refused this message for now; it may take it later, and others now. */
    public static DeliveryException temporary(String message) {
        return new DeliveryException(message, Kind.TEMPORARY, List.of());
    }

    /** The server takes nothing for now. */
    public static DeliveryException unreachable(String message) {
        return new DeliveryException(message, Kind.UNREACHABLE, List.of());
    }

    /** The connection was lost while the message was sent: it may have got there. */
    public static DeliveryException uncertain(String message) {
        return new DeliveryException(message, Kind.UNCERTAIN, List.of());
    }

    /** Trying again may help, for a part of the recipients; the others have the message, or never will. */
    public static DeliveryException partly(String message, List<String> rest) {
        return new DeliveryException(message, Kind.TEMPORARY, List.copyOf(rest));
    }

    /** Whether trying again may help. */
    public boolean isTemporary() {
        return kind != Kind.PERMANENT;
    }

    /** Whether it concerns the server, not this message alone: the next one would fare no better. */
    public boolean concernsServer() {
        return kind == Kind.UNREACHABLE || kind == Kind.UNCERTAIN;
    }

    /** Whether the message may have got there all the same. */
    public boolean isUncertain() {
        return kind == Kind.UNCERTAIN;
    }

    /** Whom it is left to be sent to; empty: all. */
    public List<String> rest() {
        return rest;
    }
}
