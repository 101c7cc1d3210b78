package io.jenkins.plugins.dockereventwatch.delivery;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.CRASH_LOOP_OVER;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.IN_CRASH_LOOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.reader.ConfigurationReader;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.FieldRecordings;
import io.jenkins.plugins.dockereventwatch.event.FieldRecordings.Container;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import io.jenkins.plugins.dockereventwatch.watch.EventProcessor;
import io.jenkins.plugins.dockereventwatch.watch.PlannedDeaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which messages result from recordings of situations that users reported. */
class FieldCasesTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @TempDir
    private Path folder;

    private final List<ReplayedMessage> messages = new ArrayList<>();

    private final DeliveryReplay.Receiver receiver = new DeliveryReplay.Receiver() {
        @Override
        public void message(ReplayedMessage message) {
            messages.add(message);
        }

        @Override
        public void failed(String notifier, DeliveryException reason) {
            throw new AssertionError(notifier, reason);
        }
    };

    /** Replays events with a rule that mails, and returns the times in seconds and the subjects of the mails. */
    private List<String> mails(List<DockerEvent> events, String rule) throws Exception {
        return replay(events, """
                notifiers:
                  email: {url: "smtp://h:25?from=a@example.net&to=b@example.net"}
                notifications:
                  - {title: t, notify: [email], %s}
                """.formatted(rule));
    }

    private List<String> replay(List<DockerEvent> events, String yaml) throws Exception {
        Path config = folder.resolve("config.yml");
        Files.writeString(config, yaml);
        WatchConfiguration configuration = new ConfigurationReader(Map.of(), new GoTemplateEngine(ZONE)).read(config);
        try (DeliveryReplay replay = new DeliveryReplay(
                "host", configuration.notifiers(), configuration.policies(), Clock.system(ZONE), receiver)) {
            EventProcessor processor = new EventProcessor(
                    "host", configuration.filters(), configuration.rules(), alerts -> alerts.forEach(replay::submit));
            PlannedDeaths deaths = new PlannedDeaths();
            List<DockerEvent> ready = new ArrayList<>();
            for (DockerEvent event : events) {
                ready.addAll(deaths.accept(event, PlannedDeaths.ContainerReader.NONE));
            }
            ready.addAll(deaths.releaseAll());
            for (DockerEvent event : ready) {
                replay.reached(event);
                processor.accept(event);
                replay.onEvent(event);
            }
            replay.finish();
        }
        return messages.stream()
                .map(message -> seconds(message) + " "
                        + message.message()
                                .subject()
                                .map(text -> text.replace("[host] ", ""))
                                .orElse(message.message().body()))
                .toList();
    }

    private static long seconds(ReplayedMessage message) {
        return Duration.between(FieldRecordings.BEGIN, message.time()).toSeconds();
    }

    private List<Long> times() {
        return messages.stream().map(FieldCasesTest::seconds).toList();
    }

    @Nested
    class Swarm {

        @Test
        void crashLoopIsOne() throws Exception {
            assertThat(mails(FieldRecordings.swarmCrashLoop(), "when: {Action: die}"))
                    .hasSize(3)
                    .startsWith(
                            "2 shop_web.1 died with exit code 1 (web:1)",
                            "18 shop_web.1 " + IN_CRASH_LOOP + "3 deaths in 5 minutes")
                    .last()
                    .asString()
                    .startsWith("894 shop_web.1's " + CRASH_LOOP_OVER + "75 deaths");
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void replacedTaskIsRestarted(boolean named) throws Exception {
            assertThat(mails(
                            FieldRecordings.swarmReplaced(named),
                            "when: {Action: die}, unless: {restarted_within: 30s}"))
                    .isEmpty();
        }

        @Test
        void otherReplicaIsAnotherContainer() throws Exception {
            FieldRecordings recording = FieldRecordings.empty()
                    .dies(0, replica("shop_web.1.aaa"))
                    .add(1, "start", replica("shop_web.2.bbb"));

            assertThat(mails(recording.events(), "when: {Action: die}, unless: {restarted_within: 30s}"))
                    .containsExactly("30 shop_web.1 died with exit code 1 (web:1)");
        }

        @Test
        void globalServiceIsIdentifiedByNode() throws Exception {
            FieldRecordings recording = FieldRecordings.empty()
                    .dies(0, replica("shop_web.x1node.aaa"))
                    .add(1, "start", replica("shop_web.x1node.bbb"))
                    .dies(100, replica("shop_web.x1node.bbb"))
                    .add(101, "start", replica("shop_web.x2node.ccc"));

            assertThat(mails(recording.events(), "when: {Action: die}, unless: {restarted_within: 30s}"))
                    .containsExactly("130 shop_web died with exit code 1 (web:1)");
        }

        private Container replica(String name) {
            return new Container(
                    name,
                    name,
                    Map.of("com.docker.swarm.service.name", "shop_web", "com.docker.swarm.task.name", name));
        }
    }

    @Test
    void oneOffContainerIsNotItsService() throws Exception {
        Map<String, String> labels = new HashMap<>(FieldRecordings.compose("shop", "web"));
        labels.put("com.docker.compose.oneoff", "True");
        FieldRecordings recording = FieldRecordings.empty()
                .dies(0, Container.ofCompose("id-1", "shop", "web"))
                .add(1, "start", new Container("id-2", "shop-web-run-1a2b", labels));

        assertThat(mails(recording.events(), "when: {Action: die}, unless: {restarted_within: 30s}"))
                .hasSize(1);
    }

    @Nested
    class Interval {

        @Test
        void growsForHealthCheckExecs() throws Exception {
            mails(FieldRecordings.healthCheckExecs(), "when_regex: {Action: ['^exec_']}");

            assertThat(times()).containsExactly(30L, 330L, 930L, 2130L, 4530L);
            assertThat(messages.stream().mapToLong(ReplayedMessage::total).sum())
                    .isEqualTo(3 * 6 * 120);
        }

        @Test
        void growsForFloodOfUrgentAlerts() throws Exception {
            mails(FieldRecordings.repeated("oom", 900, 2), "when: {Action: oom}");

            assertThat(times()).containsExactly(0L, 300L, 900L, 2100L);
        }

        @Test
        void growsForSlowLoopUntilRepeat() throws Exception {
            FieldRecordings recording = FieldRecordings.empty();
            Container leaky = new Container("abcd", "leaky", Map.of());
            for (int i = 0; i < 144; i++) {
                recording.dies(i * 600, leaky).add(i * 600 + 1, "start", leaky);
            }
            mails(recording.events(), "when: {Action: die}");

            assertThat(times())
                    .containsExactly(
                            0L, 600L, 1200L, 2400L, 4800L, 9600L, 19200L, 33600L, 48000L, 62400L, 76800L, 91200L);
        }

        @Test
        void urgentAlertIsPromptDespiteOthers() throws Exception {
            FieldRecordings recording = FieldRecordings.empty()
                    .addAll(FieldRecordings.healthCheckExecs())
                    .dies(1000, Container.ofCompose("id-7", "home", "db"));
            mails(recording.events(), "when_regex: {Action: ['^exec_', '^die$']}");

            assertThat(times()).containsExactly(30L, 330L, 930L, 1000L, 4530L);
        }

        @Test
        void otherContainerDoesNotWaitForRepetition() throws Exception {
            FieldRecordings recording = FieldRecordings.empty();
            for (int i = 0; i < 1000; i++) {
                recording.add(i * 20, "oom", Container.ofCompose("id-1", "home", "fat"));
            }
            recording.dies(15_005, Container.ofCompose("id-2", "home", "db"));
            mails(recording.events(), "when_regex: {Action: ['^oom$', '^die$']}");

            assertThat(times()).containsExactly(0L, 300L, 900L, 2100L, 4500L, 9300L, 15005L, 33300L);
        }

        @Test
        void startsAgainAfterRepeat() throws Exception {
            FieldRecordings recording = FieldRecordings.empty();
            Container web = new Container("abcd", "web", Map.of());
            for (int i = 0; i < 5; i++) {
                recording.dies(i * 15_000, web).dies(i * 15_000 + 1, web);
            }
            mails(recording.events(), "when: {Action: die}");

            assertThat(times()).hasSize(10).startsWith(0L, 300L, 15_000L, 15_300L);
        }
    }
}
