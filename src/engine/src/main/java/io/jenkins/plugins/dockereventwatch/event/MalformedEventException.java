package io.jenkins.plugins.dockereventwatch.event;

/** A line that is no Docker event; the message says why, in the user's words and without the line's content. */
public final class MalformedEventException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With what is wrong. */
    public MalformedEventException(String message) {
        super(message);
    }
}
