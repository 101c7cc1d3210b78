package io.jenkins.plugins.dockereventwatch.event;

import io.jenkins.plugins.dockereventwatch.text.SafeText;

/** Thrown for a line that is not a Docker event. The message is one line: the reason, with at most a word of the content. */
public final class MalformedEventException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 500;

    MalformedEventException(String message) {
        super(SafeText.abbreviate(message, LONGEST));
    }
}
