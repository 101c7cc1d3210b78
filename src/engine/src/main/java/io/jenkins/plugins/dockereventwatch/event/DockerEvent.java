package io.jenkins.plugins.dockereventwatch.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * One event as a Docker Engine reports it: immutable, with all of its JSON reachable by {@link FieldPath}, fields
 * unknown to us included.
 *
 * <p>Engines since API 1.44 call {@code status}, {@code id} and {@code from} deprecated; where a container's or an
 * image's event lacks them they are filled in from {@code Action} and {@code Actor}, so that rules and templates written
 * for docker-events-notifier go on working.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/System/operation/SystemEvents">Docker
 *     Engine API: monitor events</a>
 */
public final class DockerEvent {

    private static final String PLANNED = "planned";
    private static final String LIFE_SINCE = "lifeSince";

    /** An event comes at most so long after what it tells of, in nanoseconds. */
    public static final long DELAY = TimeUnit.SECONDS.toNanos(10);

    private final ObjectNode json;
    private final Origin origin;

    private DockerEvent(ObjectNode json, Origin origin) {
        this.json = json;
        this.origin = origin;
    }

    /** How we came to know of an event. */
    public enum Origin {
        /** It stood in the engine's event stream, or in a recording of one. */
        STREAM,
        /**
         * The stream had a gap, and the container's state afterwards shows that it happened: {@code time} is the
         * container's, and {@code exitCode} is missing where the container runs again.
         */
        FOUND_AFTERWARDS
    }

    /**
     * Takes over the event's JSON; the caller must not change it afterwards.
     *
     * @param json the event, not null
     * @param origin how it became known, not null
     */
    public static DockerEvent of(ObjectNode json, Origin origin) {
        fillDeprecatedFields(json);
        return new DockerEvent(json, Objects.requireNonNull(origin));
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

    /** The kind of object, such as {@code container}, {@code image}, {@code network}; never null, perhaps empty. */
    public String type() {
        return json.path("Type").asText();
    }

    /**
     * What happened, such as {@code die} or {@code exec_create: /bin/sh -c false}; never null, perhaps empty. Events of
     * engines older than API 1.22 carry it as {@code status} alone.
     */
    public String action() {
        JsonNode action = json.path("Action");
        return action.isTextual() ? action.textValue() : json.path("status").asText();
    }

    /** The id of the container, image, network … it happened to; never null, perhaps empty. */
    public String actorId() {
        JsonNode id = json.path("Actor").path("ID");
        return id.isTextual() ? id.textValue() : json.path("id").asText();
    }

    /**
     * An attribute of the actor: {@code image}, {@code name}, {@code exitCode}, or any label.
     *
     * @return its text, or an empty string where the event has no such attribute
     */
    public String attribute(String key) {
        return json.path("Actor").path("Attributes").path(key).asText();
    }

    /** When it happened, in nanoseconds since the epoch; 0 where the event does not say. */
    public long timeNano() {
        long nanos = json.path("timeNano").asLong();
        return nanos != 0 ? nanos : TimeUnit.SECONDS.toNanos(json.path("time").asLong());
    }

    /** When it happened; the epoch where the event does not say. */
    public Instant time() {
        return Instant.ofEpochSecond(0, timeNano());
    }

    /** How it became known. */
    public Origin origin() {
        return origin;
    }

    /** Whether it is the end of a container that somebody had asked for, as its field {@code planned} says. */
    public boolean isPlanned() {
        return json.path(PLANNED).asBoolean();
    }

    /** The same event, saying in a field {@code planned} of ours whether somebody had asked for it. */
    public DockerEvent withPlanned(boolean planned) {
        ObjectNode copy = json.objectNode();
        copy.setAll(json);
        copy.put(PLANNED, planned);
        return new DockerEvent(copy, origin);
    }

    /**
     * The earliest time, in nanoseconds since the epoch, of an event with the same actor and action that is this one: the
     * event of an end comes a little after the end that is found by the container's state. A state is that of the last
     * death, so whatever was heard since is this one; memory ran out before it. A life has one end, though an engine that
     * was killed over it may afterwards say another time.
     */
    public long sameSince() {
        if (origin != Origin.FOUND_AFTERWARDS) {
            return timeNano();
        }
        long since = action().equals("oom") ? timeNano() - DELAY : timeNano();
        return json.has(LIFE_SINCE) ? Math.min(since, json.get(LIFE_SINCE).asLong()) : since;
    }

    /** The same event, saying in a field {@code lifeSince} of ours when the life of the container began that it ended. */
    public DockerEvent withLifeSince(long nanos) {
        ObjectNode copy = json.deepCopy();
        copy.put(LIFE_SINCE, nanos);
        return new DockerEvent(copy, origin);
    }

    /** Whether an event with the same actor and action that was told of before, with that time, is this one. */
    public boolean isToldOfAt(long knownTimeNano) {
        return origin == Origin.FOUND_AFTERWARDS ? knownTimeNano >= sameSince() : knownTimeNano == timeNano();
    }

    /** What tells it from any other event of the same engine. */
    public Key key() {
        return new Key(timeNano(), actorId(), action());
    }

    /** All of it. Callers must not change what they get. */
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
     * What tells one event of an engine from another.
     *
     * @param timeNano nanoseconds since the epoch
     * @param actorId the container's (image's, network's …) id
     * @param action what happened to it
     */
    public record Key(long timeNano, String actorId, String action) {}
}
