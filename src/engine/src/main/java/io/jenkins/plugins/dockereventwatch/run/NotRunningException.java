package io.jenkins.plugins.dockereventwatch.run;

/** Thrown if a command cannot be run because the container of the run is not running. */
public final class NotRunningException extends RunException {

    private static final long serialVersionUID = 1L;

    NotRunningException(Throwable cause) {
        super("The container is not running", cause);
    }
}
