package io.jenkins.plugins.dockereventwatch.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Events for tests: written out, or from a recording of a real engine. */
public final class Events {

    private Events() {}

    /** An event by its JSON. */
    public static DockerEvent of(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try {
            return DockerEvent.parse(bytes);
        } catch (MalformedEventException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** A container's event with attributes given as key, value, key, value … */
    public static DockerEvent container(String action, String... attributes) {
        StringBuilder json = new StringBuilder("{\"Type\":\"container\",\"Action\":\"" + action
                + "\",\"scope\":\"local\",\"time\":1795457529,\"timeNano\":1795457529774585933,"
                + "\"Actor\":{\"ID\":\"1d16b6a5e22a\",\"Attributes\":{");
        for (int i = 0; i < attributes.length; i += 2) {
            json.append(i == 0 ? "" : ",")
                    .append('"' + attributes[i] + "\":\"")
                    .append(attributes[i + 1])
                    .append('"');
        }
        return of(json.append("}}}").toString());
    }

    /** A recording that lies under {@code events/}; none of its lines may be malformed. */
    public static List<DockerEvent> recorded(String name) {
        try (InputStream in = Events.class.getResourceAsStream("/events/" + name);
                RecordedEvents source = new RecordedEvents(in, (line, reason) -> {
                    throw new IllegalStateException(name + ":" + line + ": " + reason);
                })) {
            List<DockerEvent> events = new ArrayList<>();
            for (DockerEvent event = source.next(); event != null; event = source.next()) {
                events.add(event);
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
