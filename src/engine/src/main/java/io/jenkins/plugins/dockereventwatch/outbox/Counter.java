package io.jenkins.plugins.dockereventwatch.outbox;

import java.util.Locale;

/** What is counted for good, of each host or notifier. */
public enum Counter {
    /** Of a host: events that were judged by the rules. */
    EVENTS,
    /** Of a host: alerts. */
    ALERTS,
    /** Of a host: alerts that are recorded and were not to be sent, as by a silence. */
    UNSENT,
    /** Of a host: times that its engine did not tell all that had happened. */
    GAPS,
    /** Of a notifier: messages that its server took. */
    SENT,
    /** Of a notifier: messages that were given up. */
    FAILED;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
