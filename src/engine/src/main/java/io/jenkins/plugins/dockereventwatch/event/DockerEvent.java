package io.jenkins.plugins.dockereventwatch.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * An event of a Docker Engine. Immutable; {@link FieldPath} reads any field of its JSON.
 *
 * <p>{@code status}, {@code id} and {@code from} are deprecated since API 1.44. If a container or image event lacks them,
 * they are derived from {@code Action} and {@code Actor}, so that rules and templates for docker-events-notifier work. What
 * only Podman calls so (such as {@code remove}) gets the Docker Engine's name.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/System/operation/SystemEvents">Docker
 *     Engine API: monitor events</a>
 */
public final class DockerEvent {

    private static final String PLANNED = "planned";
    private static final String LIFE_SINCE = "lifeSince";
    private static final String TRUNCATED = "truncated";

    /** Maximum delay of an event in nanoseconds. */
    public static final long DELAY = TimeUnit.SECONDS.toNanos(10);

    private final ObjectNode json;
    private final Origin origin;
    private final int size;
    private final String type;
    private final Key key;

    private DockerEvent(ObjectNode json, Origin origin, int size) {
        this.json = json;
        this.origin = Objects.requireNonNull(origin);
        this.size = size;
        this.type = json.path("Type").asText();
        this.key = key(json);
    }

    private static Key key(ObjectNode json) {
        long nanos = json.path("timeNano").asLong();
        JsonNode id = json.path("Actor").path("ID");
        JsonNode action = json.path("Action");
        return new Key(
                nanos != 0 ? nanos : TimeUnit.SECONDS.toNanos(json.path("time").asLong()),
                id.isTextual() ? id.textValue() : json.path("id").asText(),
                action.isTextual() ? action.textValue() : json.path("status").asText());
    }

    /** How an event became known. */
    public enum Origin {
        /** From an event stream or a recording. */
        STREAM,
        /**
         * Derived from the container's state after a gap in the stream; {@code exitCode} is missing if the container runs
         * again.
         */
        FOUND_AFTERWARDS
    }

    /**
     * Creates an event.
     *
     * @param json the event; must not be modified afterwards
     * @param origin how it became known
     */
    public static DockerEvent of(ObjectNode json, Origin origin) {
        return of(json, origin, EventParser.sizeOf(json));
    }

    /** Returns the JSON of an event that the engine did not send, in the engine's form. */
    public static ObjectNode json(
            String type, String action, String actorId, Map<String, String> attributes, Instant time) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", type);
        json.put("Action", action);
        ObjectNode actor = json.putObject("Actor");
        actor.put("ID", actorId);
        ObjectNode texts = actor.putObject("Attributes");
        attributes.forEach(texts::put);
        json.put("scope", "local");
        json.put("time", time.getEpochSecond());
        json.put("timeNano", nanos(time));
        return json;
    }

    /** Returns the nanoseconds since the epoch, as {@code timeNano} contains them. */
    public static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    /** Creates an event of a known size. */
    static DockerEvent of(ObjectNode json, Origin origin, int size) {
        if (isOfPodman(json)) {
            useDockerNames(json);
        }
        fillDeprecatedFields(json);
        return new DockerEvent(json, origin, size);
    }

    /**
     * Parses an event. If it is too large, fields are left out or shortened.
     *
     * @param line the line in UTF-8
     * @throws MalformedEventException if the line is not a JSON object with {@code Action} or {@code status}
     */
    public static DockerEvent parse(byte[] line) throws MalformedEventException {
        return new EventParser().parse(line);
    }

    private static boolean isOfPodman(ObjectNode json) {
        return json.path("Type").asText().equals("container")
                && json.path("Actor").path("Attributes").has("podId");
    }

    /** Replaces what only Podman calls so by what a Docker Engine sends. */
    private static void useDockerNames(ObjectNode json) {
        ObjectNode attributes = (ObjectNode) json.path("Actor").path("Attributes");
        String health =
                json.path("HealthStatus").asText(attributes.path("HealthStatus").asText());
        String action = json.path("Action").asText();
        String docker = switch (action) {
            case "remove" -> "destroy";
            case "died" -> "die";
            case "exec_died" -> "exec_die";
            case "health_status" -> health.isEmpty() ? action : action + ": " + health;
            default -> action;
        };
        if (!docker.equals(action)) {
            json.put("Action", docker);
            if (json.has("status")) {
                json.put("status", docker);
            }
        }
        if (docker.endsWith("die") && !attributes.has("exitCode") && attributes.has("containerExitCode")) {
            attributes.set("exitCode", attributes.get("containerExitCode"));
        }
    }

    private static void fillDeprecatedFields(ObjectNode json) {
        if (json.has("status")) {
            return;
        }
        String type = json.path("Type").asText();
        if (!type.equals("container") && !type.equals("image")) {
            return;
        }
        JsonNode actor = json.path("Actor");
        copy(json, "status", json.path("Action"));
        copy(json, "id", actor.path("ID"));
        if (type.equals("container")) {
            copy(json, "from", actor.path("Attributes").path("image"));
        }
    }

    private static void copy(ObjectNode json, String field, JsonNode value) {
        if (value.isTextual() && !json.has(field)) {
            json.set(field, value);
        }
    }

    /** Returns the type, such as {@code container}, {@code image} or {@code network}; may be empty. */
    public String type() {
        return type;
    }

    /**
     * Returns the action, such as {@code die} or {@code exec_create: /bin/sh -c false}; may be empty. Before API 1.22 it is
     * in {@code status}.
     */
    public String action() {
        return key.action;
    }

    /** Returns the ID of the container, image or other object; may be empty. */
    public String actorId() {
        return key.actorId;
    }

    /** Returns an attribute of the actor ({@code image}, {@code name}, {@code exitCode} or a label); empty if missing. */
    public String attribute(String key) {
        return json.path("Actor").path("Attributes").path(key).asText();
    }

    /** Returns the time in nanoseconds since the epoch; 0 if missing. */
    public long timeNano() {
        return key.timeNano;
    }

    /** Returns the time; the epoch if missing. */
    public Instant time() {
        return Instant.ofEpochSecond(0, timeNano());
    }

    /** Returns how the event became known. */
    public Origin origin() {
        return origin;
    }

    /** Returns whether the event is about a container of Podman. */
    public boolean isOfPodman() {
        return isOfPodman(json);
    }

    /** Returns the additional field {@code planned}: whether the death was requested. */
    public boolean isPlanned() {
        return json.path(PLANNED).asBoolean();
    }

    /** Returns a copy with the additional field {@code planned}. */
    public DockerEvent withPlanned(boolean planned) {
        return with(PLANNED, BooleanNode.valueOf(planned));
    }

    /** Returns whether fields were left out or shortened because the event was too large. */
    public boolean isTruncated() {
        return json.has(TRUNCATED);
    }

    /** Returns a copy with the additional field {@code truncated}: how many fields were left out or shortened. */
    DockerEvent withTruncated(int fields) {
        return with(TRUNCATED, IntNode.valueOf(fields));
    }

    /**
     * Returns the earliest time, in nanoseconds since the epoch, at which an event with the same actor and action is this
     * event. For a death derived from a state, this is the start of the container's life, since an event follows the death
     * with a delay, and an engine that was killed may report another time afterwards.
     */
    public long sameSince() {
        if (origin != Origin.FOUND_AFTERWARDS) {
            return timeNano();
        }
        long since = action().equals("oom") ? timeNano() - DELAY : timeNano();
        return json.has(LIFE_SINCE) ? Math.min(since, json.get(LIFE_SINCE).asLong()) : since;
    }

    /** Returns a copy with the additional field {@code lifeSince}: when the ended life of the container began. */
    public DockerEvent withLifeSince(long nanos) {
        return with(LIFE_SINCE, LongNode.valueOf(nanos));
    }

    private DockerEvent with(String field, JsonNode value) {
        ObjectNode copy = json.objectNode();
        copy.setAll(json);
        copy.set(field, value);
        return new DockerEvent(copy, origin, size);
    }

    /** Returns whether an event at {@code time} with the same actor and action is this event. */
    public boolean isSameEventAt(long knownTimeNano) {
        return origin == Origin.FOUND_AFTERWARDS ? knownTimeNano >= sameSince() : knownTimeNano == timeNano();
    }

    /** Returns the key that identifies the event within its engine. */
    public Key key() {
        return key;
    }

    /** Returns the estimated size in memory, in bytes. */
    public int size() {
        return size;
    }

    /** Returns the JSON; must not be modified. */
    public ObjectNode json() {
        return json;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DockerEvent event && origin == event.origin && json.equals(event.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json.toString();
    }

    /**
     * Identifies an event within an engine.
     *
     * @param timeNano the time in nanoseconds since the epoch
     * @param actorId the ID of the container or other object
     * @param action the action
     */
    public record Key(long timeNano, String actorId, String action) {}
}
