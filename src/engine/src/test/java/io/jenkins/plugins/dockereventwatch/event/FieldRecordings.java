package io.jenkins.plugins.dockereventwatch.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Recordings of situations that users reported. */
public final class FieldRecordings {

    /** The time from which the times of events are counted. */
    public static final Instant BEGIN = Instant.ofEpochSecond(1_750_000_000);

    private static final String CHECK = ": /bin/sh -c node /health.js";

    private final List<DockerEvent> events = new ArrayList<>();

    private FieldRecordings() {}

    /** A container to which events happen. */
    public record Container(String id, String name, Map<String, String> labels) {

        /** A container of a compose project. */
        public static Container ofCompose(String id, String project, String service) {
            return new Container(id, project + "-" + service + "-1", compose(project, service));
        }
    }

    /** Returns the labels of a container of a compose project. */
    public static Map<String, String> compose(String project, String service) {
        return Map.of(
                "com.docker.compose.project",
                project,
                "com.docker.compose.service",
                service,
                "com.docker.compose.container-number",
                "1",
                "com.docker.compose.oneoff",
                "False");
    }

    public static FieldRecordings empty() {
        return new FieldRecordings();
    }

    /** Adds an event a number of seconds after {@link #BEGIN}, with further attributes as key, value, key, value … */
    public FieldRecordings add(double seconds, String action, Container container, String... attributes) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", "container").put("Action", action).put("scope", "local");
        long nanos = TimeUnit.SECONDS.toNanos(BEGIN.getEpochSecond())
                + Duration.ofMillis(Math.round(seconds * 1000)).toNanos();
        json.put("time", TimeUnit.NANOSECONDS.toSeconds(nanos)).put("timeNano", nanos);
        ObjectNode values = json.putObject("Actor").put("ID", container.id).putObject("Attributes");
        values.put("image", "web:1").put("name", container.name);
        container.labels.forEach(values::put);
        for (int i = 0; i < attributes.length; i += 2) {
            values.put(attributes[i], attributes[i + 1]);
        }
        events.add(DockerEvent.of(json, DockerEvent.Origin.STREAM));
        return this;
    }

    /** Adds all events of another recording. */
    public FieldRecordings addAll(List<DockerEvent> others) {
        events.addAll(others);
        return this;
    }

    /** Adds an unplanned death. */
    public FieldRecordings dies(double seconds, Container container) {
        return add(seconds, "die", container, "exitCode", "1");
    }

    /** Adds the events of {@code docker stop}. */
    public FieldRecordings stops(double seconds, Container container) {
        return add(seconds, "kill", container, "signal", "15")
                .add(seconds + 0.3, "die", container, "exitCode", "0")
                .add(seconds + 0.4, "stop", container);
    }

    /** Returns the events in the order of their times. */
    public List<DockerEvent> events() {
        return events.stream()
                .sorted(Comparator.comparingLong(DockerEvent::timeNano))
                .toList();
    }

    /** Six services of a project whose health checks run every 30 s, for an hour. */
    public static List<DockerEvent> healthCheckExecs() {
        FieldRecordings recording = empty();
        for (int i = 0; i < 120; i++) {
            for (int k = 0; k < 6; k++) {
                Container container = Container.ofCompose("id-" + k, "home", "s" + k);
                double time = i * 30 + k * 5;
                recording
                        .add(time, "exec_create" + CHECK, container)
                        .add(time + 0.1, "exec_start" + CHECK, container)
                        .add(time + 0.6, "exec_die", container, "exitCode", "0");
            }
        }
        return recording.events();
    }

    /** An event of a container at regular times. */
    public static List<DockerEvent> repeated(String action, int number, int seconds) {
        FieldRecordings recording = empty();
        for (int i = 0; i < number; i++) {
            recording.add(i * seconds, action, new Container("abcd", "web", Map.of()));
        }
        return recording.events();
    }
}
