package io.jenkins.plugins.dockereventwatch.availability;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.availability.Observation.Subject;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The alerts about incidents: one event for each, in the form of the engine's events, so that templates can use it. */
final class IncidentAlerts {

    private static final int MOST_NAMES = 20;

    private IncidentAlerts() {}

    /** Returns the alerts that report an incident, one for each notifier. */
    static List<Alert> begun(Observation observation, long since, long now) {
        return alerts(
                observation.subject(),
                observation.subject().kind().begin(),
                attributes(observation, since, now),
                nanos(now),
                observation.notifiers(),
                observation.evidence().context());
    }

    /** Returns the alerts that report the end of an incident. */
    static List<Alert> ended(Observation observation, long since, long now) {
        return alerts(
                observation.subject(),
                observation.subject().kind().end(),
                attributes(observation, since, now),
                nanos(now),
                observation.notifiers(),
                observation.evidence().context());
    }

    /** Returns the alerts about missed deaths. Every watcher creates the same ones, which are recorded once. */
    static List<Alert> missed(MissedDeathsReport report) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("since", time(report.deaths().from().toEpochMilli()));
        attributes.putAll(attributes(report.deaths().ended()));
        Instant latest = report.deaths().latest();
        return alerts(
                Subject.ofHost(report.host()),
                "events missed",
                attributes,
                TimeUnit.SECONDS.toNanos(latest.getEpochSecond()) + latest.getNano(),
                report.notifiers(),
                AlertContext.NONE);
    }

    /** Returns the attributes for containers that ended while the events of their host were not complete. */
    static Map<String, String> attributes(List<String> ended) {
        String names = String.join(", ", ended.subList(0, Math.min(ended.size(), MOST_NAMES)));
        return Map.of("ended", ended.size() + ": " + names + (ended.size() > MOST_NAMES ? ", …" : ""));
    }

    private static Map<String, String> attributes(Observation observation, long since, long now) {
        Map<String, String> attributes =
                new LinkedHashMap<>(observation.evidence().attributes());
        attributes.put("since", time(since));
        attributes.put("duration", words(Duration.ofMillis(Math.max(0, now - since))));
        return attributes;
    }

    private static List<Alert> alerts(
            Subject subject,
            String action,
            Map<String, String> attributes,
            long timeNano,
            List<String> notifiers,
            AlertContext context) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        String id = subject.service().isEmpty() ? subject.name() : subject.service() + "/" + subject.name();
        json.put("Type", subject.kind().type());
        json.put("Action", action);
        // Templates for docker-events-notifier use the engine's deprecated fields.
        json.put("status", action);
        json.put("id", id);
        if (attributes.containsKey("image")) {
            json.put("from", attributes.get("image"));
        }
        ObjectNode actor = json.putObject("Actor");
        actor.put("ID", id);
        ObjectNode texts = actor.putObject("Attributes");
        texts.put("name", subject.name());
        if (!subject.service().isEmpty()) {
            texts.put("service", subject.service());
        }
        attributes.forEach(texts::put);
        json.put("scope", "local");
        json.put("time", TimeUnit.NANOSECONDS.toSeconds(timeNano));
        json.put("timeNano", timeNano);
        DockerEvent event = DockerEvent.of(json, DockerEvent.Origin.STREAM);
        String title = subject.service().isEmpty() ? HostSettings.TITLE : ServiceSettings.title(subject.service());
        return notifiers.stream()
                .map(notifier -> new Alert(event, subject.host(), List.of(title), notifier, context))
                .toList();
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
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
