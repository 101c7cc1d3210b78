package io.jenkins.plugins.dockereventwatch.store;

import java.io.IOException;

/** The state cannot be read or written; the message says why and what to do, without secrets. */
public final class StoreException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean passing;

    StoreException(String message, Throwable cause) {
        this(message, false, cause);
    }

    StoreException(String message, boolean passing, Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    /** Whether it may well pass by itself: the database does not answer, or is only just starting. */
    public boolean isPassing() {
        return passing;
    }
}
