package io.jenkins.plugins.dockereventwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class KnownEventTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/events");

    @TestFactory
    List<DynamicTest> recordedEventsAreKnownWithTheirFields() throws IOException {
        try (Stream<Path> files = Files.walk(RECORDINGS)) {
            List<Path> recordings =
                    files.filter(file -> file.toString().matches(".*jsonl?")).toList();
            assertThat(recordings).isNotEmpty();
            return recordings.stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> checkRecording(file)))
                    .toList();
        }
    }

    private static void checkRecording(Path file) throws IOException {
        try (RecordedEvents events = new RecordedEvents(Files.newInputStream(file), (line, reason) -> {})) {
            for (DockerEvent event = events.next(); event != null; event = events.next()) {
                check(event);
            }
        }
    }

    private static void check(DockerEvent event) {
        String action = event.action().replaceFirst("^(exec_\\w+): .*", "$1");
        KnownEvent known = new KnownEvent(event.type(), action);
        assertThat(KnownEvent.ALL).contains(known);
        for (String field : List.of("status", "id", "from", "scope")) {
            if (event.json().has(field)) {
                assertThat(known.mayHave(field)).as(known + " " + field).isTrue();
            }
        }
        JsonNode attributes = event.json().path("Actor").path("Attributes");
        attributes
                .fieldNames()
                .forEachRemaining(name -> assertThat(known.mayHave("Actor.Attributes." + name))
                        .as(known + " " + name)
                        .isTrue());
        known.texts("scope")
                .ifPresent(scopes ->
                        assertThat(scopes).contains(event.json().path("scope").asText("local")));
    }
}
