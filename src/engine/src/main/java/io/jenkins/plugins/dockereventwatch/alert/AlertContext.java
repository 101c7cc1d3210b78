package io.jenkins.plugins.dockereventwatch.alert;

import java.util.List;
import java.util.Optional;

/**
 * What is known of an alert beyond its event.
 *
 * @param build the build that started the container; empty: none, or not known
 * @param recipients addresses that get this alert beside the notifier's own
 * @param logLines the last lines of the container's log, oldest first, bounded and without secrets; empty: not known
 */
public record AlertContext(Optional<BuildReference> build, List<String> recipients, List<String> logLines) {

    /** Nothing more is known. */
    public static final AlertContext NONE = new AlertContext(Optional.empty(), List.of(), List.of());

    /** Copies the lists. */
    public AlertContext {
        recipients = List.copyOf(recipients);
        logLines = List.copyOf(logLines);
    }
}
