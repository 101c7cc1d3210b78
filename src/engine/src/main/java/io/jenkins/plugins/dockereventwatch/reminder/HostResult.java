package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.update.advice.HostAdvice;
import java.util.Optional;

/**
 * What came of reading a host.
 *
 * @param host its name
 * @param advice what to do on it; empty: it could not be read
 * @param failure why it could not be read; empty: it could
 */
record HostResult(String host, Optional<HostAdvice> advice, Optional<String> failure) {

    /** Whether it is sure that there is nothing to do. */
    boolean isNothingToDo() {
        return advice.isPresent() && advice.get().isNothingToDo();
    }
}
