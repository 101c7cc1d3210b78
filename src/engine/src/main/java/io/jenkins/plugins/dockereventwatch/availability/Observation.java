package io.jenkins.plugins.dockereventwatch.availability;

import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.event.IncidentKind;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a watcher observes about one thing that can go wrong.
 *
 * @param subject what it is about
 * @param state whether it is wrong now
 * @param allowed how long it may be wrong
 * @param notifiers the notifiers of its alerts
 * @param evidence what is known if it is wrong
 */
record Observation(Subject subject, State state, Duration allowed, List<String> notifiers, Evidence evidence) {

    /** Whether something is wrong. */
    enum State {
        GOOD,
        WRONG,
        /** It was wrong, and may be good soon: an incident neither ends nor is reported. */
        RECOVERING,
        /** It cannot be observed. */
        UNKNOWN
    }

    /**
     * A service's member or container, or a host.
     *
     * @param host the label of the host
     * @param name its name in alerts
     * @param service the name of the service in the configuration; empty for a host
     */
    record Subject(IncidentKind kind, String host, String name, String service) {

        static Subject ofHost(String label) {
            return new Subject(IncidentKind.UNREACHABLE, label, label, "");
        }

        /** Identifies the subject for all watchers. A service may move to another host. */
        String key() {
            return Digest.of(kind.name(), kind == IncidentKind.ABSENT ? "" : host, service, name);
        }
    }

    /**
     * What an alert tells.
     *
     * @param since since when it is wrong by the engine; empty: since it was first observed
     * @param attributes attributes of the event
     */
    record Evidence(Optional<Instant> since, Map<String, String> attributes, AlertContext context) {

        static final Evidence NONE = new Evidence(Optional.empty(), Map.of(), AlertContext.NONE);

        Evidence {
            attributes = Map.copyOf(attributes);
        }
    }
}
