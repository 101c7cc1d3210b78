package io.jenkins.plugins.dockereventwatch.event;

/** Thrown for a line that is not a Docker event. The message states the reason without the line's content. */
public final class MalformedEventException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedEventException(String message) {
        super(message);
    }
}
