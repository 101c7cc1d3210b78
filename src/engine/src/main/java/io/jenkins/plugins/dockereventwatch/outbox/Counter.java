package io.jenkins.plugins.dockereventwatch.outbox;

import java.util.Locale;

/** What is counted for each host or notifier. */
public enum Counter {
    /** Events of a host that were evaluated by the rules. */
    EVENTS,
    /** Alerts of a host. */
    ALERTS,
    /** Alerts of a host that were recorded but not sent, for example because of a silence. */
    SUPPRESSED,
    /** Gaps in the event stream of a host. */
    GAPS,
    /** Messages that a notifier's server accepted. */
    SENT,
    /** Messages to a notifier that were given up. */
    FAILED;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
