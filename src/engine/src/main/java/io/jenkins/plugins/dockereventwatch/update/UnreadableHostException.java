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

    /**
     * A line that is not in the format of a command.
     *
     * @param output what contains it
     * @param command the expected command
     */
    public static UnreadableHostException invalidLine(String output, String line, String command) {
        return new UnreadableHostException("Invalid line in the " + output + ": '" + SafeText.abbreviate(line, 120)
                + "'; expected the output of " + command);
    }

    /** Cuts the message to one line. */
    public UnreadableHostException(String message, Throwable cause) {
        super(SafeText.abbreviate(message, LONGEST), cause);
    }
}
