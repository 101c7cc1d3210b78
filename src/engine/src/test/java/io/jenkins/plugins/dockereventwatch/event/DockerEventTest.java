package io.jenkins.plugins.dockereventwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerEventTest {

    private static final String DIE =
            "{\"status\":\"die\",\"id\":\"c80a\",\"from\":\"phone-book\",\"Type\":\"container\",\"Action\":\"die\","
                    + "\"Actor\":{\"ID\":\"c80a\",\"Attributes\":{\"com.docker.compose.service\":\"app\",\"com\":\"x\","
                    + "\"exitCode\":\"1\",\"image\":\"phone-book\",\"name\":\"phone-book\"}},"
                    + "\"scope\":\"local\",\"time\":1795457530,\"timeNano\":1795457530167606407,\"new\":{\"a\":[1],\"b\":true}}";

    @Test
    void readsFieldsOfEngine() {
        DockerEvent event = Events.of(DIE);

        assertThat(event.type()).isEqualTo("container");
        assertThat(event.action()).isEqualTo("die");
        assertThat(event.attribute("exitCode")).isEqualTo("1");
        assertThat(event.attribute("absent")).isEmpty();
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-23T18:12:10.167606407Z"));
        assertThat(event.key()).isEqualTo(new DockerEvent.Key(1795457530167606407L, "c80a", "die"));
        assertThat(event.origin()).isEqualTo(DockerEvent.Origin.STREAM);
    }

    @ParameterizedTest
    @CsvSource({
        "status, die",
        "Actor.ID, c80a",
        "Actor.Attributes.exitCode, 1",
        "Actor.Attributes.com.docker.compose.service, app",
        "Actor.Attributes.com, x",
        "time, 1795457530",
        "timeNano, 1795457530167606407",
        "new.b, true",
        "new.a,",
        "new,",
        "Actor.Attributes,",
        "Actor.Attributes.image.tag,",
        "nowhere,"
    })
    void findsFieldsByDottedPath(String path, String expected) {
        assertThat(new FieldPath(path).textIn(Events.of(DIE))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b"})
    void rejectsEmptyPathPart(String path) {
        assertThatThrownBy(() -> new FieldPath(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty part");
    }

    @Test
    void rejectsTooManyPathParts() {
        assertThatThrownBy(() -> new FieldPath("a" + ".a".repeat(FieldPath.MAX_PARTS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.format(Locale.ROOT, "at most %d parts", FieldPath.MAX_PARTS));
    }

    @Test
    void fillsInDeprecatedFields() {
        DockerEvent event = Events.of("{\"Type\":\"container\",\"Action\":\"die\",\"Actor\":{\"ID\":\"c80a\","
                + "\"Attributes\":{\"image\":\"mysql:8.4\"}},\"timeNano\":1}");

        assertThat(new FieldPath("status").textIn(event)).isEqualTo("die");
        assertThat(new FieldPath("id").textIn(event)).isEqualTo("c80a");
        assertThat(new FieldPath("from").textIn(event)).isEqualTo("mysql:8.4");
    }

    @Test
    void leavesOtherEventsUnchanged() {
        DockerEvent event = Events.of("{\"Type\":\"network\",\"Action\":\"connect\",\"Actor\":{\"ID\":\"a1fc\"}}");

        assertThat(new FieldPath("status").textIn(event)).isNull();
        assertThat(event.timeNano()).isZero();
    }

    @Test
    void parsesEventsOfOldEngines() {
        DockerEvent event = Events.of("{\"status\":\"die\",\"id\":\"c80a\",\"from\":\"mysql\",\"time\":1795457530}");

        assertThat(event.action()).isEqualTo("die");
        assertThat(event.actorId()).isEqualTo("c80a");
        assertThat(event.timeNano()).isEqualTo(1795457530000000000L);
    }

    @Test
    void acceptsHugeLabelName() {
        String name = "x".repeat(200_000);

        assertThat(Events.container("die", name, "1").attribute(name)).isEqualTo("1");
    }

    @Nested
    class LargeEvents {

        @Test
        void leavesOutLabelsOfLargeEvent() {
            List<String> labels = new ArrayList<>();
            for (int i = 0; i < 60_000; i++) {
                labels.addAll(List.of("a" + i, "b"));
            }
            labels.addAll(List.of("exitCode", "1", "image", "mysql", "name", "db"));

            DockerEvent event = Events.container("die", labels.toArray(String[]::new));

            assertThat(event.toString()).hasSizeLessThan(EventParser.MAX_SIZE);
            assertThat(event.attribute("name") + event.attribute("image") + event.attribute("exitCode"))
                    .isEqualTo("dbmysql1");
            assertThat(event.timeNano()).isPositive();
            assertThat(event.isTruncated()).isTrue();
            int kept = event.json().at("/Actor/Attributes").size() - 3;
            assertThat(event.json().path("truncated").intValue()).isEqualTo(60_000 - kept);
        }

        @Test
        void shortensLongTexts() {
            DockerEvent event = Events.container(
                    "die", "image", "i".repeat(5_000_000), "label", "l".repeat(5_000_000), "name", "db");

            assertThat(event.toString()).hasSizeLessThan(2 * EventParser.MAX_SIZE);
            assertThat(event.attribute("image")).startsWith("iii").endsWith("…");
            assertThat(event.attribute("name")).isEqualTo("db");
            assertThat(event.isTruncated()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"[[],%s]", "{\"a\":%s}", "[%s]"})
        void limitsOtherFields(String value) throws Exception {
            String many = "[" + "\"x\",".repeat(500_000) + "1]";
            byte[] line = ("{\"status\":\"die\",\"other\":" + value.formatted(many) + ",\"time\":7}")
                    .getBytes(StandardCharsets.UTF_8);

            DockerEvent event = DockerEvent.parse(line);

            assertThat(event.size()).isLessThan(2 * EventParser.MAX_SIZE);
            assertThat(event.toString()).hasSizeLessThan(EventParser.MAX_SIZE);
            assertThat(event.time().getEpochSecond()).isEqualTo(7);
            assertThat(event.isTruncated()).isTrue();
        }

        @Test
        void sizeIsIndependentOfOrigin() {
            assertThat(Events.recorded("phone-book.ndjson"))
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(event.size())
                            .isCloseTo(
                                    DockerEvent.of(event.json(), DockerEvent.Origin.FOUND_AFTERWARDS)
                                            .size(),
                                    withinPercentage(50)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{\"Action\":\"die\",\"a\":"})
        void rejectsDeeplyNestedValues(String start) {
            byte[] line = (start + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);

            assertThatThrownBy(() -> DockerEvent.parse(line))
                    .isInstanceOf(MalformedEventException.class)
                    .hasMessageContaining("depth");
        }

        @Test
        void keepsOrdinaryEventsUnchanged() {
            assertThat(Events.recorded("phone-book.ndjson")).noneMatch(DockerEvent::isTruncated);
        }
    }

    /** The JSON parser would recognize other encodings by zero bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-32BE", "UTF-32LE", "UTF-16BE", "UTF-16LE"})
    void rejectsOtherEncodings(String encoding) {
        byte[] start = "{\"Action\":\"die\"".getBytes(Charset.forName(encoding));
        byte[] bytes = Arrays.copyOf(start, start.length + 9);
        Arrays.fill(bytes, start.length, bytes.length, (byte) 0xdf);

        assertThatThrownBy(() -> DockerEvent.parse(bytes))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("not JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Action\":\"die\"|not JSON at byte 15",
                "[1]|not a JSON object",
                "{\"Action\":\"die\"} {}|not JSON at byte",
                "{\"Action\":1}|neither Action nor status",
                "{}|neither Action nor status",
                "HTTP/1.1 200 OK|not JSON at byte",
                "{\"Action\":x\u009b\u202e\u007f|not JSON at byte"
            })
    void explainsMalformedEvents(String line, String reason) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> DockerEvent.parse(bytes))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining(reason)
                .hasMessageMatching("[^\\p{Cntrl}\u0080-\u009f\u202e]{1,500}");
    }

    @Nested
    class Podman {

        @ParameterizedTest
        @CsvSource({
            "podman-4.3.1.jsonl, health_status: starting, rmnat",
            "podman-5.8.jsonl, health_status: unhealthy, restarted",
            "podman-6.jsonl, health_status: healthy, greedy"
        })
        void usesNamesOfDocker(String recording, String health, String removed) {
            List<DockerEvent> events = Events.recorded(recording);

            assertThat(events)
                    .allMatch(DockerEvent::isOfPodman)
                    .allSatisfy(event ->
                            assertThat(event.json().path("status").asText()).isEqualTo(event.action()))
                    .extracting(DockerEvent::action)
                    .contains(health, "cleanup")
                    .doesNotContain("remove", "health_status", "died", "exec_died");
            assertThat(events)
                    .filteredOn(event -> event.action().equals("destroy"))
                    .extracting(event -> event.attribute("name"))
                    .contains(removed);
        }

        @Test
        void readsContainerExitCode() {
            DockerEvent death = Events.of("""
                    {"Type":"container","Action":"died","Actor":{"ID":"1","Attributes":{"podId":"","containerExitCode":"3"}}}""");

            assertThat(death.action()).isEqualTo("die");
            assertThat(death.attribute("exitCode")).isEqualTo("3");
        }

        @Test
        void keepsDockersRemoval() {
            assertThat(Events.container("remove").action()).isEqualTo("remove");
        }
    }
}
