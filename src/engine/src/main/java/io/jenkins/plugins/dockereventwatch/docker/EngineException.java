package io.jenkins.plugins.dockereventwatch.docker;

import java.io.IOException;

/** A Docker Engine answered, and the answer was an error. */
public final class EngineException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Its HTTP status: 400 or 409 what was asked is wrong or not possible now, 404 no such thing, 500 its own trouble. */
    private final int status;

    /** What the engine itself said: one line, without control characters. */
    private final String said;

    EngineException(String path, int status, String said) {
        super("the engine answered " + path + " with " + status + ": " + said);
        this.status = status;
        this.said = said;
    }

    /** Its HTTP status: 400 or 409 what was asked is wrong or not possible now, 404 no such thing, 500 its own trouble. */
    public int status() {
        return status;
    }

    /** What the engine itself said: one line, without control characters. */
    public String said() {
        return said;
    }
}
