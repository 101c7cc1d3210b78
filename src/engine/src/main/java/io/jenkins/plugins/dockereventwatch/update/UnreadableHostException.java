package io.jenkins.plugins.dockereventwatch.update;

import io.jenkins.plugins.dockereventwatch.text.SafeText;

/**
 * The pending updates of a host cannot be determined. The message is one line for people: the reason and what to do. It
 * never means that there is nothing to do.
 */
public final class UnreadableHostException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 1000;

    /** Cuts the message to one line. */
    public UnreadableHostException(String message) {
        super(SafeText.abbreviate(message, LONGEST));
    }

    /** Cuts the message to one line. */
    public UnreadableHostException(String message, Throwable cause) {
        super(SafeText.abbreviate(message, LONGEST), cause);
    }
}
