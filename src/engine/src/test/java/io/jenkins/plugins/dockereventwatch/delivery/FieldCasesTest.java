package io.jenkins.plugins.dockereventwatch.delivery;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.CRASH_LOOP_OVER;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.IN_CRASH_LOOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.event.FieldRecordings;
import io.jenkins.plugins.dockereventwatch.event.FieldRecordings.Container;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final String FAILS = "when_regex: {status: ['^(die|health_status: unhealthy)$']}";
    private static final Container WEB = new Container("abcd", "web", Map.of());
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @TempDir
    private Path folder;

    private final List<ReplayedMessage> messages = new ArrayList<>();

    /** Replays events with a rule that mails, and returns the times in seconds and the subjects of the mails. */
    private List<String> mails(List<DockerEvent> events, String rule) throws Exception {
        return replay(events, """
                notifiers:
                  email: {url: "smtp://h:25?from=a@example.net&to=b@example.net"}
                notifications:
                  - {title: t, notify: [email], %s}
                """.formatted(rule));
    }

    /** Replays events with a webhook, and returns the times in seconds and the rendered texts. */
    private List<String> webhooks(List<DockerEvent> events, String template) throws Exception {
        Files.writeString(folder.resolve("chat.txt"), template);
        return replay(events, """
                notifiers:
                  chat: {url: "http://h/x", template: chat.txt, data_encoding: urlencode.payload}
                resolved: true
                notifications:
                  - {title: t, notify: [chat], %s}
                """.formatted(FAILS));
    }

    private List<String> replay(List<DockerEvent> events, String yaml) throws Exception {
        Path config = folder.resolve("config.yml");
        Files.writeString(config, yaml);
        messages.addAll(ReplayedMessages.of(events, config, ZONE));
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
        void removedServiceIsOneMail() throws Exception {
            FieldRecordings recording = FieldRecordings.empty();
            for (int i = 1; i <= 10; i++) {
                recording.stops(i * 0.1, replica("shop_web." + i + ".aaa"));
            }

            assertThat(mails(recording.events(), "when: {Action: die}"))
                    .containsExactly("10 shop_web.1 died with exit code 0, and 9 more");
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

    @Nested
    class CrashLoop {

        private static final String SLACK = """
                {"text": "{{.dockerHostLabel}}: {{.Actor.Attributes.name}} {{.status}}",\
                 "color": {{if eq .status "die"}}"danger"{{else}}"good"{{end}}}""";

        @Test
        void endsWithTimesInZoneOfMail() throws Exception {
            assertThat(mails(FieldRecordings.crashLoop(), "when: {Action: die}"))
                    .containsExactly(
                            "2 web died with exit code 1 (web:1)",
                            "18 web " + IN_CRASH_LOOP + "3 deaths in 5 minutes",
                            "894 web's " + CRASH_LOOP_OVER + "75 deaths from 15 Jun 17:06:42 to 17:16:34 +02:00,"
                                    + " not started since");
        }

        @Test
        void endOfRunningContainerIsResolved() throws Exception {
            List<DockerEvent> events = FieldRecordings.empty()
                    .addAll(FieldRecordings.crashLoop())
                    .add(600, "start", new Container("abcd", "web", Map.of()))
                    .events();

            assertThat(
                            webhooks(
                                    events,
                                    "{{.alertStatus}}, {{.resolved}}, {{.Action}}, {{.Actor.Attributes.exitCode}}, {{.summary}}"))
                    .containsExactly(
                            "2 firing, false, die, 1, web died with exit code 1",
                            "18 crash loop, false, die, 1, web " + IN_CRASH_LOOP + "3 deaths in 5 minutes",
                            "894 resolved, true, crash loop ended, , web's " + CRASH_LOOP_OVER
                                    + "75 deaths from 15 Jun 17:06:42 to 17:16:34 +02:00, none since");
        }

        @Test
        void endIsNoFailureForOldTemplate() throws Exception {
            assertThat(webhooks(FieldRecordings.crashLoop(), SLACK))
                    .containsExactly(
                            "2 {\"text\": \"host: web die\", \"color\": \"danger\"}",
                            "18 {\"text\": \"host: web die\", \"color\": \"danger\"}",
                            "894 {\"text\": \"host: web crash loop ended, not running\", \"color\": \"good\"}");
        }

        @Test
        void endIsNoFailureForOldMailTemplate() throws Exception {
            Files.writeString(folder.resolve("mail.txt"), """
                    From: a@example.net
                    Subject: {{.Actor.Attributes.name}} {{.Action}}

                    {{.status}}
                    """);

            assertThat(replay(FieldRecordings.crashLoop(), """
                            notifiers:
                              email: {url: "smtp://h:25?from=a@example.net&to=b@example.net", template: mail.txt}
                            notifications:
                              - {title: t, notify: [email], %s}
                            """.formatted(FAILS)))
                    .hasSize(3)
                    .startsWith("2 web die", "18 web " + IN_CRASH_LOOP + "3 deaths in 5 minutes")
                    .last()
                    .asString()
                    .startsWith("894 web's " + CRASH_LOOP_OVER);
        }

        @Test
        void endIsNoFailureForEventJson() throws Exception {
            webhooks(FieldRecordings.crashLoop(), "{{.eventJSON}}");

            assertThat(messages.get(2).message().body())
                    .contains("\"Action\": \"crash loop ended, not running\"", "\"exitCode\": \"\"")
                    .doesNotContain("\"die\"", "planned");
        }

        @Test
        void containerThatStaysDownIsResolvedLater() throws Exception {
            List<DockerEvent> events = FieldRecordings.empty()
                    .addAll(FieldRecordings.crashLoop())
                    .add(2000, "start", new Container("abcd", "web", Map.of()))
                    .events();

            assertThat(mails(events, "when: {Action: die}, resolved: true"))
                    .hasSize(4)
                    .last()
                    .isEqualTo("2120 web runs again");
        }
    }

    @Nested
    class Resolved {

        @Test
        void failureAndRecoveryAreTwoMessages() throws Exception {
            FieldRecordings recording = FieldRecordings.empty()
                    .dies(0, WEB)
                    .add(5, "start", WEB)
                    .add(1000, "health_status: unhealthy", WEB)
                    .add(1100, "health_status: healthy", WEB);

            assertThat(mails(recording.events(), FAILS + ", resolved: true"))
                    .containsExactly(
                            "0 web died with exit code 1 (web:1)",
                            "125 web runs again",
                            "1000 web is unhealthy (web:1)",
                            "1220 web is healthy again");
        }

        @Test
        void recoveryIsNoFailureForOldTemplate() throws Exception {
            FieldRecordings recording = FieldRecordings.empty().dies(0, WEB).add(5, "start", WEB);

            assertThat(webhooks(recording.events(), CrashLoop.SLACK))
                    .containsExactly(
                            "0 {\"text\": \"host: web die\", \"color\": \"danger\"}",
                            "125 {\"text\": \"host: web running again\", \"color\": \"good\"}");
        }

        @Test
        void restartsAreOneCrashLoop() throws Exception {
            FieldRecordings recording = FieldRecordings.empty();
            for (int i = 0; i < 10; i++) {
                recording.dies(i * 100, WEB).add(i * 100 + 1, "start", WEB);
            }

            assertThat(mails(recording.events(), FAILS + ", resolved: true"))
                    .hasSize(3)
                    .last()
                    .asString()
                    .startsWith("1200 web's " + CRASH_LOOP_OVER + "10 deaths")
                    .endsWith("none since");
        }

        @Test
        void endOfCrashLoopIsNoRecoveryOfHealth() throws Exception {
            FieldRecordings recording = FieldRecordings.empty()
                    .add(150, "health_status: unhealthy", WEB)
                    .add(3000, "health_status: healthy", WEB);
            for (int i = 0; i < 5; i++) {
                recording.dies(i * 60, WEB).add(i * 60 + 1, "start", WEB);
            }

            assertThat(mails(recording.events(), FAILS + ", resolved: true"))
                    .hasSize(5)
                    .last()
                    .isEqualTo("3120 web is healthy again");
        }

        @Test
        void flappingDoesNotHideDeath() throws Exception {
            FieldRecordings recording = FieldRecordings.empty()
                    .addAll(FieldRecordings.healthFlapping(5, 30))
                    .dies(130, WEB)
                    .add(5000, "start", WEB);

            assertThat(mails(recording.events(), FAILS + ", resolved: true"))
                    .hasSize(5)
                    .last()
                    .isEqualTo("5120 web runs again");
        }

        @Test
        void suppressedFailureHasNoRecovery() throws Exception {
            FieldRecordings recording = FieldRecordings.empty().dies(0, WEB).add(5, "start", WEB);

            assertThat(mails(
                            recording.events(), "when: {Action: die}, unless: {restarted_within: 30s}, resolved: true"))
                    .isEmpty();
        }
    }

    @Nested
    class MinimumDuration {

        @Test
        void reportsOnlyWhatLasts() throws Exception {
            FieldRecordings recording = FieldRecordings.empty()
                    .addAll(FieldRecordings.healthFlapping(40, 30))
                    .add(2000, "health_status: unhealthy", WEB)
                    .dies(3000, WEB)
                    .add(3119, "start", WEB);

            assertThat(mails(recording.events(), FAILS + ", for: 2m")).containsExactly("2120 web is unhealthy (web:1)");
        }

        @Test
        void endsWithReplacementOfSwarmTask() throws Exception {
            assertThat(mails(FieldRecordings.swarmReplaced(true), "when: {Action: die}, for: 30s"))
                    .isEmpty();
        }
    }

    @Nested
    class Redeployment {

        private static final String ANY = "when: {Action: [die, destroy, stop, kill, oom, 'health_status: unhealthy']}";

        private static Container container(int id, String service) {
            return Container.ofCompose("id-" + id + "-" + service, "shop", service);
        }

        private static FieldRecordings redeployed() {
            FieldRecordings recording = FieldRecordings.empty();
            for (String service : List.of("db", "web", "cache")) {
                recording.recreates(100, container(1, service), container(2, service));
            }
            return recording;
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    ", group: none, crash_loop: none",
                    ", unless: {restarted_within: 10s}",
                    ", resolved: true"
                })
        void causesNoAlert(String policy) throws Exception {
            FieldRecordings recording = redeployed()
                    .add(110, "health_status: unhealthy", container(2, "web"))
                    .add(130, "health_status: healthy", container(2, "web"))
                    .dies(120, container(2, "cache"))
                    .add(121, "start", container(2, "cache"));

            assertThat(mails(recording.events(), ANY + policy)).isEmpty();
        }

        @Test
        void causesNoAlertIfStoppedBefore() throws Exception {
            FieldRecordings recording = FieldRecordings.empty()
                    .stops(99, container(1, "web"))
                    .recreates(100, container(1, "db"), container(2, "db"))
                    .add(101, "create", container(2, "web"))
                    .add(101.1, "destroy", container(1, "web"))
                    .add(103, "start", container(2, "web"));

            assertThat(mails(recording.events(), ANY)).isEmpty();
        }

        @Test
        void causesNoAlertAfterDown() throws Exception {
            FieldRecordings recording = FieldRecordings.empty();
            for (String service : List.of("db", "web", "cache")) {
                recording
                        .stops(90, container(1, service))
                        .add(91, "destroy", container(1, service))
                        .add(95, "create", container(2, service))
                        .add(96, "start", container(2, service));
            }

            assertThat(mails(recording.events(), ANY)).isEmpty();
        }

        /** A recording of Compose 1.29: up, up with other settings, down, and up. */
        @ParameterizedTest
        @ValueSource(strings = {"", ", resolved: true"})
        void causesNoAlertWithLegacyCompose(String policy) throws Exception {
            assertThat(mails(Events.recorded("compose-redeployed.ndjson"), ANY + policy))
                    .isEmpty();
        }

        @Test
        void renamedContainerIsNone() throws Exception {
            FieldRecordings recording = FieldRecordings.empty()
                    .stops(0, container(1, "web"))
                    .add(
                            1,
                            "rename",
                            new Container(
                                    "id-1-web", "other", container(1, "web").labels()));

            assertThat(mails(recording.events(), "when: {Action: die}"))
                    .containsExactly("10 shop-web-1 died with exit code 0 (web:1)");
        }

        @Test
        void firstDeploymentIsNone() throws Exception {
            FieldRecordings recording = FieldRecordings.empty()
                    .add(0, "create", container(1, "web"))
                    .add(1, "start", container(1, "web"))
                    .dies(5, container(1, "web"));

            assertThat(mails(recording.events(), ANY)).containsExactly("5 shop-web-1 died with exit code 1 (web:1)");
        }

        @Test
        void containerThatStaysAwayIsReportedAfterwards() throws Exception {
            FieldRecordings recording = redeployed()
                    .stops(101, container(1, "old"))
                    .add(102, "destroy", container(1, "old"))
                    .dies(105, container(2, "web"));

            assertThat(mails(recording.events(), "when: {Action: die}"))
                    .containsExactly("162 shop-old-1 died with exit code 0, and 1 more");
        }

        @Test
        void containerThatStaysUnhealthyIsReportedAfterwards() throws Exception {
            FieldRecordings recording = redeployed().add(130, "health_status: unhealthy", container(2, "web"));

            assertThat(mails(recording.events(), ANY)).containsExactly("161 shop-web-1 is unhealthy (web:1)");
        }

        @Test
        void crashLoopOfNewVersionIsReported() throws Exception {
            FieldRecordings recording = redeployed();
            for (int i = 0; i < 100; i++) {
                recording.dies(105 + i * 10, container(2, "web")).add(106 + i * 10, "start", container(2, "web"));
            }

            assertThat(mails(recording.events(), ANY))
                    .hasSize(2)
                    .startsWith("125 shop-web-1 " + IN_CRASH_LOOP + "3 deaths in 5 minutes")
                    .last()
                    .asString()
                    .startsWith("1395 shop-web-1's " + CRASH_LOOP_OVER + "100 deaths");
        }

        @Test
        void restartsDoNotProlongItForEver() throws Exception {
            FieldRecordings recording = redeployed();
            for (int i = 0; i < 100; i++) {
                recording.dies(105 + i * 40, container(2, "web")).add(106 + i * 40, "start", container(2, "web"));
            }
            mails(recording.events(), ANY + ", crash_loop: none");

            assertThat(times()).isNotEmpty().first().isEqualTo(705L);
        }

        @Test
        void otherProjectIsReported() throws Exception {
            FieldRecordings recording = redeployed().dies(101, Container.ofCompose("id", "blog", "web"));

            assertThat(mails(recording.events(), ANY)).containsExactly("101 blog-web-1 died with exit code 1 (web:1)");
        }

        @Test
        void oneOffContainerIsNoRedeployment() throws Exception {
            Map<String, String> labels = new HashMap<>(FieldRecordings.compose("shop", "web"));
            labels.put("com.docker.compose.oneoff", "True");
            FieldRecordings recording = FieldRecordings.empty()
                    .add(0, "create", new Container("id-2", "0123456789ab_shop-web-run-1a2b", labels))
                    .dies(5, container(1, "web"));

            assertThat(mails(recording.events(), ANY)).containsExactly("5 shop-web-1 died with exit code 1 (web:1)");
        }

        @Test
        void composeDownIsOneMail() throws Exception {
            FieldRecordings recording = FieldRecordings.empty();
            for (int i = 0; i < 3; i++) {
                recording.stops(i, container(1, "s" + i)).add(i + 0.6, "destroy", container(1, "s" + i));
            }

            assertThat(mails(recording.events(), "when: {Action: [die, destroy]}"))
                    .hasSize(1);
        }
    }

    @Nested
    class Flapping {

        @ParameterizedTest
        @ValueSource(ints = {5, 10, 30, 45, 60, 70})
        void isOneAlert(int seconds) throws Exception {
            assertThat(mails(FieldRecordings.healthFlapping(40, seconds), FAILS + ", resolved: true"))
                    .hasSize(3)
                    .satisfiesExactly(
                            first -> assertThat(first).isEqualTo("0 web is unhealthy (web:1)"),
                            second -> assertThat(second)
                                    .isEqualTo(4 * seconds + " web is flapping: unhealthy 3 times in 30 minutes"),
                            third -> assertThat(third)
                                    .startsWith(
                                            38 * seconds + 1800 + " web is not flapping any longer: unhealthy 20 times")
                                    .endsWith(" +02:00, healthy since"));
        }

        @ParameterizedTest
        @ValueSource(ints = {90, 120, 240})
        void isOneAlertAlsoIfSlow(int seconds) throws Exception {
            assertThat(mails(FieldRecordings.healthFlapping(40, seconds), FAILS + ", resolved: true"))
                    .hasSizeLessThanOrEqualTo(6);
        }

        @Test
        void endsUnhealthy() throws Exception {
            assertThat(mails(FieldRecordings.healthFlapping(39, 30), FAILS))
                    .hasSize(3)
                    .last()
                    .asString()
                    .endsWith(", not healthy since");
        }

        @Test
        void hasStatusInTemplates() throws Exception {
            assertThat(webhooks(FieldRecordings.healthFlapping(40, 30), "{{.alertStatus}}, {{.status}}"))
                    .containsExactly(
                            "0 firing, health_status: unhealthy",
                            "120 flapping, health_status: unhealthy",
                            "2940 resolved, flapping ended");
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
