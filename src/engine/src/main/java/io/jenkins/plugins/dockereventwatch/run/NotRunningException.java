package io.jenkins.plugins.dockereventwatch.run;

/** A run's container does not run, so that nothing can be done in it. */
public final class NotRunningException extends RunException {

    private static final long serialVersionUID = 1L;

    NotRunningException(Throwable cause) {
        super("the container does not run any more", cause);
    }
}
