package io.jenkins.plugins.dockereventwatch.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

    /** Adds the events of compose when it replaces a container by another one. */
    public FieldRecordings recreates(double seconds, Container old, Container replacement) {
        Container temporary = new Container(replacement.id, "abc123def456_" + old.name, replacement.labels);
        return add(seconds, "create", temporary)
                .stops(seconds + 0.1, old)
                .add(seconds + 0.6, "destroy", old)
                .add(seconds + 0.7, "rename", replacement)
                .add(seconds + 1.5, "start", replacement);
    }

    /** Returns the events in the order of their times. */
    public List<DockerEvent> events() {
        return events.stream()
                .sorted(Comparator.comparingLong(DockerEvent::timeNano))
                .toList();
    }

    /** A replica of a Swarm service whose task dies every 8 s; each task has another id and another name. */
    public static List<DockerEvent> swarmCrashLoop() {
        FieldRecordings recording = empty();
        for (int i = 0; i < 75; i++) {
            Container task = swarmTask(i * 7919, true);
            recording.add(i * 8, "create", task).add(i * 8 + 0.5, "start", task).dies(i * 8 + 2, task);
        }
        return recording.events();
    }

    /** A Swarm task that dies now and then and is replaced within 6 s. */
    public static List<DockerEvent> swarmReplaced(boolean named) {
        FieldRecordings recording = empty();
        for (int i = 0; i < 3; i++) {
            recording
                    .add(i * 3600, "start", swarmTask(i + 77, named))
                    .dies(i * 3600 + 2000, swarmTask(i + 77, named))
                    .add(i * 3600 + 2006, "start", swarmTask(i + 78, named));
        }
        return recording.events();
    }

    private static Container swarmTask(int id, boolean named) {
        String name = "shop_web.1.%025x".formatted(id);
        Map<String, String> labels = new HashMap<>(Map.of("com.docker.swarm.service.name", "shop_web"));
        if (named) {
            labels.put("com.docker.swarm.task.name", name);
            labels.put("com.docker.swarm.node.id", "n1");
        }
        return new Container("%016x".formatted(id), name, labels);
    }

    /** A container that its restart policy restarts every 8 s. */
    public static List<DockerEvent> crashLoop() {
        FieldRecordings recording = empty();
        Container web = new Container("abcd", "web", Map.of());
        for (int i = 0; i < 75; i++) {
            recording.add(i * 8 + 0.5, "start", web).dies(i * 8 + 2, web);
        }
        return recording.events();
    }

    /** A health check that fails and succeeds in turn. */
    public static List<DockerEvent> healthFlapping(int number, int seconds) {
        FieldRecordings recording = empty();
        for (int i = 0; i < number; i++) {
            String health = i % 2 == 0 ? "unhealthy" : "healthy";
            recording.add(i * seconds, "health_status: " + health, new Container("abcd", "web", Map.of()));
        }
        return recording.events();
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
