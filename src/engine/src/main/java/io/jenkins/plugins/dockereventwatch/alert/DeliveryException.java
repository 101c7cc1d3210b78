package io.jenkins.plugins.dockereventwatch.alert;

import java.util.Optional;

/** A message that could not be sent; its text is one line for people, without secrets. */
public final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean temporary;
    private final transient Message rest;

    private DeliveryException(String message, boolean temporary, Message rest) {
        super(HeaderText.cut(message, 1000));
        this.temporary = temporary;
        this.rest = rest;
    }

    /** Trying again does not help. */
    static DeliveryException permanent(String message) {
        return new DeliveryException(message, false, null);
    }

    /** Trying again may help. */
    static DeliveryException temporary(String message) {
        return new DeliveryException(message, true, null);
    }

    /** Trying again may help, for a part of the recipients. */
    static DeliveryException partly(String message, Message rest) {
        return new DeliveryException(message, true, rest);
    }

    /** Whether trying again may help. */
    public boolean isTemporary() {
        return temporary;
    }

    /** What is left to send; empty: all of it. */
    Optional<Message> rest() {
        return Optional.ofNullable(rest);
    }
}
