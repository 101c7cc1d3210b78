package io.jenkins.plugins.dockereventwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedEventsTest {

    private final List<String> skipped = new ArrayList<>();

    @Test
    void readsRecordingCompletely() {
        assertThat(Events.recorded("phone-book.ndjson")).hasSize(178);
        assertThat(Events.recorded("docker-events.oom-kill-stop.jsonl"))
                .extracting(DockerEvent::action)
                .contains("oom", "kill", "die", "stop");
    }

    @Test
    void reportsAndSkipsBrokenLines() throws IOException {
        List<String> actions = read("""
                {"Action":"start"}
                {"Action":"die"

                \t
                nonsense
                {"Action":"stop"}\r
                {"Action":"destroy"}""");

        assertThat(actions).containsExactly("start", "stop", "destroy");
        assertThat(skipped).hasSize(2);
        assertThat(skipped.get(0)).startsWith("2: not JSON");
        assertThat(skipped.get(1)).startsWith("5: not JSON");
    }

    @Test
    void reportsAndSkipsInvalidUtf8() throws IOException {
        byte[] line = "{\"Action\":\"d?e\"}\n{\"Action\":\"die\"}".getBytes(StandardCharsets.UTF_8);
        line[12] = (byte) 0xff;

        assertThat(read(new ByteArrayInputStream(line))).containsExactly("die");
        assertThat(skipped).hasSize(1);
    }

    @Test
    void readsLinesLongerThanBuffer() throws IOException {
        String label = "x".repeat(200_000);

        List<DockerEvent> events = new ArrayList<>();
        String line = "{\"Action\":\"die\",\"Actor\":{\"Attributes\":{\"label\":\"" + label + "\"}}}\n";
        try (RecordedEvents source = source(new ByteArrayInputStream((line + line).getBytes(StandardCharsets.UTF_8)))) {
            for (DockerEvent event = source.next(); event != null; event = source.next()) {
                events.add(event);
            }
        }

        assertThat(events)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.attribute("label")).isEqualTo(label));
    }

    @Test
    void skipsLineBeyondLimit() throws IOException {
        byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        List<InputStream> parts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            parts.add(new ByteArrayInputStream(megabyte));
        }
        parts.add(new ByteArrayInputStream("\n{\"Action\":\"die\"}\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(read(new SequenceInputStream(Collections.enumeration(parts))))
                .containsExactly("die");
        assertThat(skipped).containsExactly("1: longer than 16 MiB");
    }

    private List<String> read(String lines) throws IOException {
        return read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> read(InputStream in) throws IOException {
        List<String> actions = new ArrayList<>();
        try (RecordedEvents source = source(in)) {
            for (DockerEvent event = source.next(); event != null; event = source.next()) {
                actions.add(event.action());
            }
        }
        return actions;
    }

    private RecordedEvents source(InputStream in) {
        return new RecordedEvents(in, (line, reason) -> skipped.add(line + ": " + reason));
    }
}
