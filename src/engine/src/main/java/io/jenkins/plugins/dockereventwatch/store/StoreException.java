package io.jenkins.plugins.dockereventwatch.store;

import java.io.IOException;

/** The state cannot be read or written; the message says why and what to do, without secrets. */
public final class StoreException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean passing;
    private final boolean inUse;

    StoreException(String message, Throwable cause) {
        this(message, false, cause);
    }

    StoreException(String message, boolean passing, Throwable cause) {
        this(message, passing, false, cause);
    }

    private StoreException(String message, boolean passing, boolean inUse, Throwable cause) {
        super(message, cause);
        this.passing = passing;
        this.inUse = inUse;
    }

    static StoreException inUse(String message) {
        return new StoreException(message, false, true, null);
    }

    /** Whether another process has the state open. */
    public boolean isInUse() {
        return inUse;
    }

    /** Whether it may well pass by itself: the database does not answer, or is only just starting. */
    public boolean isPassing() {
        return passing;
    }
}
