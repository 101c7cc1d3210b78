package io.jenkins.plugins.dockereventwatch.update;

import io.jenkins.plugins.dockereventwatch.text.SafeText;

/**
 * What a host waits for could not be told; the message says in one line why and what to do. Never to be taken for
 * "nothing to do".
 */
public final class UnreadableHostException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 1000;

    /** With a reason, made fit for one line. */
    public UnreadableHostException(String message) {
        super(SafeText.abbreviate(message, LONGEST));
    }

    /** With a reason, made fit for one line. */
    public UnreadableHostException(String message, Throwable cause) {
        super(SafeText.abbreviate(message, LONGEST), cause);
    }
}
