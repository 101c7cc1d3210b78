package io.jenkins.plugins.dockereventwatch.runner.command;

/** Ends a command with a message for its user, without a stack trace. */
public final class UserException extends Exception {

    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }
}
