package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.alert.AlertContext;

/** Verifies and completes what a container claims about itself, for example which build started it. */
@FunctionalInterface
public interface ContextResolver {

    /** Accepts every claim unchanged. */
    ContextResolver NONE = claimed -> claimed;

    /** Returns the verified context. Runs on a thread of the host and may take as long as a look-up in memory. */
    AlertContext resolve(AlertContext claimed);
}
