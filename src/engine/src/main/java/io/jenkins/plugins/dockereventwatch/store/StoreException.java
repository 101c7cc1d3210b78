package io.jenkins.plugins.dockereventwatch.store;

import java.io.IOException;

/** The state cannot be read or written; the message says why and what to do, without secrets. */
public final class StoreException extends IOException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
