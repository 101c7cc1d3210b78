package io.jenkins.plugins.dockereventwatch.availability;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.availability.Observation.Subject;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.IncidentKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The alerts about incidents: one event for each, in the form of the engine's events, so that templates can use it. */
final class IncidentAlerts {

    private static final int MOST_NAMES = 20;

    private IncidentAlerts() {}

    /**
     * Returns the alerts about an incident, one for each notifier.
     *
     * @param action the action of the incident's kind: its beginning or its end
     * @param since since when it is wrong
     */
    static List<Alert> of(Observation observation, String action, Instant since, Instant now) {
        Map<String, String> attributes =
                new LinkedHashMap<>(observation.evidence().attributes());
        attributes.put("since", time(since));
        attributes.put(
                "duration",
                words(Duration.ofMillis(Math.max(0, Duration.between(since, now).toMillis()))));
        return alerts(
                observation.subject(),
                action,
                attributes,
                now,
                observation.notifiers(),
                observation.evidence().context());
    }

    /** Returns the alerts about missed deaths. Every watcher creates the same ones, which are recorded once. */
    static List<Alert> missed(MissedDeathsReport report) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("since", time(report.deaths().from()));
        attributes.putAll(attributes(report.deaths().ended()));
        return alerts(
                Subject.ofHost(report.host()),
                IncidentKind.EVENTS_MISSED,
                attributes,
                report.deaths().latest(),
                report.notifiers(),
                AlertContext.NONE);
    }

    /** Returns the attributes for containers that ended while the events of their host were not complete. */
    static Map<String, String> attributes(List<String> ended) {
        String names = String.join(", ", ended.subList(0, Math.min(ended.size(), MOST_NAMES)));
        return Map.of("ended", ended.size() + ": " + names + (ended.size() > MOST_NAMES ? ", …" : ""));
    }

    private static List<Alert> alerts(
            Subject subject,
            String action,
            Map<String, String> attributes,
            Instant time,
            List<String> notifiers,
            AlertContext context) {
        String id = subject.service().isEmpty() ? subject.name() : subject.service() + "/" + subject.name();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("name", subject.name());
        if (!subject.service().isEmpty()) {
            all.put("service", subject.service());
        }
        all.putAll(attributes);
        ObjectNode json = DockerEvent.json(subject.kind().type(), action, id, all, time);
        // Templates for docker-events-notifier use the engine's deprecated fields.
        json.put("status", action);
        json.put("id", id);
        if (all.containsKey("image")) {
            json.put("from", all.get("image"));
        }
        DockerEvent event = DockerEvent.of(json, DockerEvent.Origin.STREAM);
        String title = subject.service().isEmpty() ? HostSettings.TITLE : ServiceSettings.title(subject.service());
        return notifiers.stream()
                .map(notifier -> new Alert(event, subject.host(), List.of(title), notifier, context))
                .toList();
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Returns the two largest units of a duration, for example {@code 1 h 5 min}. */
    private static String words(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toSeconds() + " s";
    }
}
