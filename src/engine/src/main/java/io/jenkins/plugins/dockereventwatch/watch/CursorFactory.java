package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;

/** Opens the stored cursor of a host. */
@FunctionalInterface
public interface CursorFactory {

    /** Returns the cursor of the host with this label. */
    HostCursor cursor(String hostLabel);
}
