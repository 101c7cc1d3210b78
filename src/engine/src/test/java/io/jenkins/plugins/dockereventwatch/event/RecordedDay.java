package io.jenkins.plugins.dockereventwatch.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A day of a host with a compose project of three services, builds and nightly jobs. Each thing that happens was recorded on
 * a Docker Engine 20.10 with docker-compose 1.29, and is repeated here at other times, with other containers.
 */
public final class RecordedDay {

    /** Midnight in Zurich. */
    public static final Instant BEGIN = Instant.parse("2026-11-23T23:00:00Z");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int DAY = 24 * 60 * 60;
    private static final String CHECKED = "phone-book_phone-book_1";

    private final List<ObjectNode> events = new ArrayList<>();

    private RecordedDay() {}

    /** Returns the events of the day, in order. */
    public static List<DockerEvent> events() throws IOException {
        RecordedDay day = new RecordedDay();
        for (int second = 0; second < DAY; second += 30) {
            for (int service = 0; service < 6; service++) {
                day.add("health-check", second + service, CHECKED, "shop_service-" + service + "_1");
            }
        }
        for (int build = 0; build < 300; build++) {
            day.add(build % 10 == 7 ? "cifail" : "ci", 6 * 3600 + build * 200, "ci-build-1", "ci-build-" + build);
        }
        for (int backup = 0; backup < 96; backup++) {
            day.add("cron", backup * 900, "nightly-backup", "backup-" + backup);
        }
        for (int hour : List.of(8, 10, 12, 14, 16, 18)) {
            day.add("deploy", hour * 3600, "", "");
        }
        day.add("downup", 19 * 3600, "", "");
        day.add("restart", 20 * 3600, "", "");
        day.add("crash", 3 * 3600, "", "");
        day.addSickness(11 * 3600, Duration.ofMinutes(1));
        day.addSickness(15 * 3600, Duration.ofMinutes(12));
        day.add("oom", 17 * 3600, "", "");
        day.addCrashLoop(21 * 3600, 20);
        day.events.sort(Comparator.comparing(event -> event.path("timeNano").asLong()));
        return day.events.stream()
                .map(event -> DockerEvent.of(event, DockerEvent.Origin.STREAM))
                .toList();
    }

    /** Adds what was recorded, with another name and, if it has one, other containers. */
    private void add(String recording, long second, String name, String copy) throws IOException {
        List<ObjectNode> recorded = read(recording);
        long shift = nanos(second) - recorded.get(0).path("timeNano").asLong();
        for (ObjectNode event : recorded) {
            String text = event.toString();
            if (!copy.isEmpty()) {
                String id = event.path("Actor").path("ID").asText();
                text = text.replace(id, Digest.of(id, copy)).replace("\"" + name + "\"", "\"" + copy + "\"");
                text = text.replace("phone-book", copy.startsWith("shop") ? "shop" : "phone-book");
            }
            place((ObjectNode) MAPPER.readTree(text), event.path("timeNano").asLong() + shift);
        }
    }

    /** Adds a failed health check and a successful one. */
    private void addSickness(long second, Duration length) throws IOException {
        List<ObjectNode> recorded = read("sick");
        place(recorded.get(0), nanos(second));
        place(recorded.get(1), nanos(second) + length.toNanos());
    }

    /** Adds deaths at intervals of 15 seconds, each after a restart by the engine, and the end by a user. */
    private void addCrashLoop(long second, int deaths) throws IOException {
        List<ObjectNode> recorded = read("loop");
        List<ObjectNode> life = recorded.stream()
                .filter(event ->
                        List.of("start", "die").contains(event.path("Action").asText()))
                .limit(2)
                .toList();
        for (int death = 0; death < deaths; death++) {
            place(life.get(0).deepCopy(), nanos(second + death * 15L));
            place(life.get(1).deepCopy(), nanos(second + death * 15L + 1));
        }
        List<ObjectNode> end = recorded.subList(recorded.size() - 4, recorded.size());
        for (int i = 0; i < end.size(); i++) {
            place(end.get(i), nanos(second + deaths * 15L + i));
        }
    }

    private void place(ObjectNode event, long nanos) {
        event.put("timeNano", nanos);
        event.put("time", nanos / 1_000_000_000);
        events.add(event);
    }

    private static long nanos(long second) {
        return BEGIN.plusSeconds(second).toEpochMilli() * 1_000_000;
    }

    private static List<ObjectNode> read(String recording) throws IOException {
        try (InputStream file = RecordedDay.class.getResourceAsStream("/recordings/day/" + recording + ".ndjson")) {
            List<ObjectNode> events = new ArrayList<>();
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                events.add((ObjectNode) MAPPER.readTree(line));
            }
            return events;
        }
    }
}
