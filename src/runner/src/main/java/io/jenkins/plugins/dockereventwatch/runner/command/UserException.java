package io.jenkins.plugins.dockereventwatch.runner.command;

/** Ends a command with a message that tells its user what to mend; no stack trace is shown. */
public final class UserException extends Exception {

    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }
}
