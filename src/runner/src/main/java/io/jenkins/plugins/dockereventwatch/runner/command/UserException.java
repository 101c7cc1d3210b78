package io.jenkins.plugins.dockereventwatch.runner.command;

import java.util.function.Supplier;

/** Ends a command with a message for its user, without a stack trace. */
public final class UserException extends Exception {

    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }

    /**
     * Parses the value of an option.
     *
     * @throws UserException if parsing throws an {@code IllegalArgumentException}: its message after the option's name
     */
    static <T> T parse(String option, Supplier<T> value) throws UserException {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new UserException(option + ": " + e.getMessage());
        }
    }
}
