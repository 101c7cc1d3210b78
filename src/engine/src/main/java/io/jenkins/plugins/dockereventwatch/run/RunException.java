package io.jenkins.plugins.dockereventwatch.run;

/** Thrown if a run cannot be created or followed. The message is intended for the user. */
public class RunException extends Exception {

    private static final long serialVersionUID = 1L;

    RunException(String message) {
        super(message);
    }

    RunException(String message, Throwable cause) {
        super(message, cause);
    }
}
