package io.jenkins.plugins.dockereventwatch.store;

import java.io.IOException;

/** The state cannot be read or written. The message is for users and contains no secrets. */
public final class StoreException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean temporary;
    private final boolean inUse;

    StoreException(String message, Throwable cause) {
        this(message, false, false, cause);
    }

    StoreException(String message, boolean temporary, boolean inUse, Throwable cause) {
        super(message, cause);
        this.temporary = temporary;
        this.inUse = inUse;
    }

    /** Returns whether another process uses the state. */
    public boolean isInUse() {
        return inUse;
    }

    /** Returns whether the problem may be temporary: the database is unreachable, starting, or stopping. */
    public boolean isTemporary() {
        return temporary;
    }
}
