package io.jenkins.plugins.dockereventwatch.run;

/** A run could not be made or followed; the message tells its user why. */
public class RunException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With words for the user. */
    public RunException(String message) {
        super(message);
    }

    /** With words for the user, and the cause. */
    public RunException(String message, Throwable cause) {
        super(message, cause);
    }
}
