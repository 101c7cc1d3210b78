package io.jenkins.plugins.dockereventwatch.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.jenkins.plugins.dockereventwatch.notify.email.ReceivedMail;
import io.jenkins.plugins.dockereventwatch.notify.email.SmtpScript;
import io.jenkins.plugins.dockereventwatch.watch.ScriptedEngine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as its users call it. */
class ProgramIT {

    private static final String DIE =
            "{\"Type\":\"container\",\"Action\":\"die\",\"status\":\"die\",\"id\":\"1d16\",\"from\":\"mysql\","
                    + "\"Actor\":{\"ID\":\"1d16\",\"Attributes\":{\"name\":\"db\",\"image\":\"mysql\",\"exitCode\":\"1\"}},"
                    + "\"scope\":\"local\",\"time\":1795457529,\"timeNano\":1795457529774585933}\n";

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void writeConfiguration() throws IOException {
        config = folder.resolve("config.yml");
        Files.writeString(config, """
                notifiers:
                  email:
                    url: "smtp://127.0.0.1:2525?from=watch@example.org&to=ops@example.org&starttls=never"
                  chat:
                    url: "http://127.0.0.1:2580/T0KEN"
                    template: chat.json
                    data_encoding: json
                notifications:
                  - title: "a container dies"
                    when: {Action: die}
                    notify: [email, chat]
                  - title: "mysql"
                    when_regex: {Actor.Attributes.image: mysql}
                    notify: [email]
                """);
        Files.writeString(folder.resolve("chat.json"), "{\"text\": \"{{.Actor.Attributes.name}}\"}");
    }

    @Nested
    class CommandLine {

        @Test
        void demoPrintsAllMails() throws Exception {
            Program.Result demo = Program.launch(Map.of(), "", "demo");

            assertThat(demo.exitCode()).as(demo.err()).isZero();
            assertThat(demo.out().lines()).last().isEqualTo("demo: 178 events, 23 alerts, 15 of 15 mails received");
            assertThat(demo.out().lines().filter("From: david@docampo.ch"::equals))
                    .hasSize(15);
            assertThat(demo.out().lines().filter("To: david@docampo.ch"::equals))
                    .hasSize(15);
            assertThat(demo.out())
                    .contains(
                            "Subject: Docker Event on docker-01/mysql",
                            "exitCode: 1\n",
                            "\"dockerHostLabel\": \"docker-01\"",
                            "Subject: [docker-01] crash-loop" + ExpectedTexts.CRASH_LOOP_STARTED + "\n",
                            "Subject: [docker-01] crash-loop" + ExpectedTexts.CRASH_LOOP_ENDED + "6 deaths from",
                            "Subject: [docker-01] mysql was removed, and 4 more\n",
                            "  docker-01  reverse-proxy was removed (reverse-proxy:1.27)\n",
                            "Attached: events.ndjson\n");
            assertThat(demo.err()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "demo", "watch", "replay", "check-config", "check-image"})
        void everyCommandHasHelpAndVersion(String command) throws Exception {
            Program.Result help = run((command + " --help").strip().split(" "));
            Program.Result version = run((command + " --version").strip().split(" "));

            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).contains("Usage: docker-event-watch " + command, "Exit codes:");
            assertThat(version.exitCode()).isZero();
            assertThat(version.out()).startsWith("docker-event-watch ");
        }

        @Test
        void helpWritesNoFile() throws Exception {
            Path state = folder.resolve("state");
            Map<String, String> environment = Map.of("STATE_DIRECTORY", state.toString());

            assertThat(Program.launch(environment, "", "run", "--help").exitCode())
                    .isZero();
            assertThat(state).doesNotExist();
        }

        @Test
        void packagedProgramKnowsItsVersion() throws Exception {
            assertThat(Program.launch(Map.of(), "", "--version").out()).startsWith("docker-event-watch 1.");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "nonsense|Unmatched argument at index 0: 'nonsense'",
                    "watch|Missing required option: '--config=FILE'",
                    "watch --config nowhere.yml|nowhere.yml:1:1: " + ExpectedTexts.NO_SUCH_FILE,
                    "watch --config CONFIG --host http://x|" + ExpectedTexts.INVALID_HOST
                            + " 'http://x': expected unix:///path",
                    "watch --config CONFIG --host ssh://-oProxyCommand=x|" + ExpectedTexts.INVALID_HOST,
                    "watch --config CONFIG --host tcp://a --host tcp://b --host-label x|expected one for each --host",
                    "replay --config CONFIG --events nowhere|nowhere: " + ExpectedTexts.NO_SUCH_FILE,
                    "replay --config CONFIG --events - --format xml|Invalid value for option '--format'",
                    "check-config|Missing required parameter: 'FILE'",
                    "silence add --match mysql --for 2h --reason x|--match: Invalid condition 'mysql': expected FIELD=TEXT or FIELD=~PATTERN",
                    "silence add --match notifier=x --until 2001-01-01T10:00 --reason x|--for: Invalid end '2001-01-01T10:00'",
                    "silence add --match notifier=x --for 2h --reason=|--reason: a silence needs a reason"
                })
        void invalidInputIsReportedWithCodeTwo(String arguments, String words) throws Exception {
            Program.Result result =
                    run(arguments.replace("CONFIG", config.toString()).split(" "));

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains(words).doesNotContain("\tat ");
        }

        @Test
        void missingCommandShowsUsage() throws Exception {
            Program.Result result = run();

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains("Missing required subcommand", "replay", "check-config");
        }

        @Test
        void printsCompletionScript() throws Exception {
            assertThat(run("generate-completion").out()).contains("complete -F", "check-config");
        }
    }

    @Nested
    class CheckConfig {

        @Test
        void warnsAboutRulesAndTemplates() throws Exception {
            Path template = folder.resolve("html.txt");
            Files.writeString(template, """
                    Subject: {{.Action}}
                    Content-Type: text/html

                    <a title="{{.Action}}" href={{.build.url}}>x</a> {{if eq .Action "a"}}<b>{{.Action}}</b>{{end}}
                    <img src="x" alt='{{.Action}}'> a={{.Action}} <i class=x-{{.Type}}>y</i>
                    """);
            Files.writeString(config, """
                    notifiers:
                      email: {url: "smtp://h?from=a@example.org&to=b@example.org", template: html.txt}
                    notifications:
                      - {title: t, when: {Action: [died]}, notify: [email]}
                    """);

            Program.Result result = run("check-config", config.toString());

            assertThat(result.exitCode()).isZero();
            assertThat(result.err().lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .isEqualTo(
                                            config + ":4:32: Warning: No action matches 'died'; did you mean 'die'?"),
                            line -> assertThat(line).startsWith(template + ":4:29: Warning: "),
                            line -> assertThat(line).startsWith(template + ":5:58: Warning: "));
        }

        @Test
        void describesRules() throws Exception {
            Program.Result result = run("check-config", config.toString());

            assertThat(result.exitCode()).isZero();
            assertThat(result.out())
                    .contains(
                            "2 rules, 2 notifiers",
                            "when Action is die → email, chat",
                            "when image matches mysql → email");
        }

        @Test
        void describesPolicies() throws Exception {
            Files.writeString(config, """
                    resolved: true
                    notifiers:
                      email:
                        url: "smtp://127.0.0.1?from=watch@example.org&to=ops@example.org"
                        only: [mon-fri 08:00-18:00, sat 9:00-12:00]
                        zone: UTC
                    notifications:
                      - title: "gone"
                        when: {Action: die}
                        unless: {restarted_within: 30s}
                        group: none
                        notify: email
                    silences:
                      - {when: {Action: die}, days: sat, from: "02:00", to: "04:00", zone: UTC, reason: backup}
                    limits: {maximum: {memory: 2g}, allow: {undetermined_images: true}}
                    heartbeat: {schedule: "0 8 * * 1", zone: UTC}
                    """);

            assertThat(run("check-config", config.toString()).out())
                    .contains(
                            "notifier email: mail to ops@example.org; at most 10 messages per minute, 20 at once;"
                                    + " only mon-fri 08:00-18:00, sat 09:00-12:00 (UTC), otherwise alerts wait\n",
                            "delivery: grouped by project or container, wait 10s, interval 5m, repeat 4h;",
                            "crash loop after 3 deaths within 5m; resolved messages\n",
                            "gone\n    when Action is die → email\n    unless restarted within 30s; not grouped;",
                            "silence: backup\n    sat from 02:00 to 04:00 UTC, if Action is die\n",
                            "limits of runs\n    maximum: memory 2g\n    undetermined images: allowed\n",
                            "heartbeat\n    mail to email\n");
        }

        @Test
        void printsEveryProblem() throws Exception {
            Files.writeString(config, "otifiers: {}\nnotifications:\n  - titel: x\n");

            Program.Result result = run("check-config", config.toString());

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err().lines())
                    .hasSize(3)
                    .allMatch(line -> line.startsWith(config + ":"))
                    .anyMatch(line -> line.contains(":1:1: " + ExpectedTexts.UNKNOWN_KEY + "'otifiers'"))
                    .anyMatch(line -> line.contains(":3:5: " + ExpectedTexts.UNKNOWN_KEY + "'titel'"));
        }
    }

    @Nested
    class Replay {

        @Test
        void printsMessagesAndSkippedLines() throws Exception {
            Program.Result result = replay(DIE + "no event\n" + DIE.replace("die", "start") + DIE);

            assertThat(result.exitCode()).isZero();
            assertThat(result.out())
                    .contains(
                            "--- email: a container dies; mysql\nDate: 2026-11-23T18:12:09.774Z\n",
                            "Subject: [docker-07] db" + ExpectedTexts.DIED + " (mysql)\n")
                    .contains(
                            "--- chat: a container dies\nDate: 2026-11-23T18:12:09.774Z\nTo: http://127.0.0.1:2580\n\n{\"text\": \"db\"}\n")
                    .contains("--- email: mysql\nDate: 2026-11-23T18:12:19.774Z\n")
                    .doesNotContain("T0KEN");
            assertThat(result.err())
                    .contains(
                            "-:2: skipped: not JSON at byte",
                            "skipped lines that are not events: 1\n",
                            "alerts of repeated events, not sent: 2\n");
            assertThat(result.err().lines())
                    .last()
                    .asString()
                    .matches(
                            "replayed 3 events in [0-9.]+ s \\([0-9]+ events/s\\)," + ExpectedTexts.replayCounts(3, 3));
        }

        @Test
        void groupsLikeWatch() throws Exception {
            oneRule("");

            Program.Result result = replay(composeDown() + crashes());

            assertThat(subjects(result))
                    .hasSize(4)
                    .startsWith(
                            "web-0" + ExpectedTexts.DIED + ", and 39 more",
                            "db" + ExpectedTexts.DIED + " (mysql)",
                            "db" + ExpectedTexts.CRASH_LOOP_STARTED)
                    .last()
                    .asString()
                    .startsWith("db" + ExpectedTexts.CRASH_LOOP_ENDED + "12 deaths from ")
                    .endsWith(", not started since");
            assertThat(result.err()).contains(ExpectedTexts.replayCounts(52, 4));
        }

        @Test
        void printsEachAlertWithoutGrouping() throws Exception {
            oneRule("group: none\ncrash_loop: none\n");

            Program.Result result = replay(composeDown() + crashes());

            assertThat(subjects(result)).hasSize(52).contains("web-39" + ExpectedTexts.DIED + " (phone-book)");
            assertThat(result.err()).contains(ExpectedTexts.replayCounts(52, 52));
        }

        @Test
        void countsSilencedAlerts() throws Exception {
            oneRule("""
                    silences:
                      - {when: {Actor.Attributes.name: db}, from: "10:00", to: "11:00", zone: UTC, reason: "moved"}
                    """);

            Program.Result result = replay(crashes());

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .contains(
                            "alerts suppressed by a silence, a redeployment, 'restarted_within' or 'for': 12\n",
                            ExpectedTexts.replayCounts(12, 0));
        }

        @Test
        void marksPlannedEndsLikeWatch() throws Exception {
            Program.Result result = replay(DIE.replace("die", "kill") + DIE, "--format", "json");

            assertThat(result.out()
                            .lines()
                            .map(ProgramIT::json)
                            .filter(line -> line.at("/event/Action").asText().equals("die")))
                    .isNotEmpty()
                    .allSatisfy(line ->
                            assertThat(line.at("/event/planned").asBoolean()).isTrue());
        }

        @Test
        void memoryIsIndependentOfEventCount() throws Exception {
            Path events = folder.resolve("events.ndjson");
            try (BufferedWriter out = Files.newBufferedWriter(events)) {
                String line = DIE.replace("die", "exec_create: true").replace("mysql", "nginx");
                for (int i = 0; i < 300_000; i++) {
                    out.write(line);
                }
            }
            assertThat(Files.size(events)).isGreaterThan(70_000_000);

            Program.Result result = Program.launch(
                    Map.of("DOCKER_EVENT_WATCH_OPTS", "-Xmx32m"),
                    "",
                    "replay",
                    "--config",
                    config.toString(),
                    "--events",
                    events.toString());

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.err()).contains("replayed 300000 events", ExpectedTexts.replayCounts(0, 0));
        }
    }

    @Nested
    class ReplayOutput {

        @Test
        void printsOneJsonObjectPerMessage() throws Exception {
            Program.Result result = replay(DIE, "--format", "json");

            List<JsonNode> lines = result.out().lines().map(ProgramIT::json).toList();
            assertThat(lines).hasSize(2);
            JsonNode mail = lines.get(0);
            assertThat(mail.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "time", "rules", "notifier", "host", "alerts", "event", "subject", "from", "to", "body");
            assertThat(mail.get("time").asText()).isEqualTo("2026-11-23T18:12:09.774Z");
            assertThat(mail.get("alerts").asLong()).isEqualTo(1);
            assertThat(mail.get("rules")).hasToString("[\"a container dies\",\"mysql\"]");
            assertThat(mail.get("notifier").asText()).isEqualTo("email");
            assertThat(mail.get("host").asText()).isEqualTo("docker-07");
            assertThat(mail.get("event")).isEqualTo(((ObjectNode) json(DIE)).put("planned", false));
            assertThat(mail.get("from").asText()).isEqualTo("watch@example.org");
            assertThat(mail.get("to")).hasToString("[\"ops@example.org\"]");
            assertThat(lines.get(1).get("subject").isNull()).isTrue();
            assertThat(lines.get(1).get("body").asText()).isEqualTo("{\"text\": \"db\"}");
        }

        @Test
        void jsonContainsAllEventsOfMessage() throws Exception {
            oneRule("");

            Program.Result result = replay(composeDown(), "--format", "json");

            JsonNode mail = json(result.out());
            assertThat(mail.get("alerts").asLong()).isEqualTo(40);
            assertThat(mail.get("events")).hasSize(40);
            assertThat(mail.get("events").get(0)).isEqualTo(mail.get("event"));
            assertThat(mail.at("/events/39/id").asText()).isEqualTo("web39");
        }

        @Test
        void sendsMessagesIfRequested() throws Exception {
            GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            server.start();
            try {
                Files.writeString(
                        config,
                        Files.readString(config)
                                .replace("2525", "" + server.getSmtp().getPort())
                                .replace("[email, chat]", "[email]"));

                Program.Result result = replay(DIE + crashes(), "--send");

                assertThat(result.exitCode()).as(result.err()).isZero();
                assertThat(ReceivedMail.subjects(server).stream().map(subject -> subject.replace("[docker-07] ", "")))
                        .hasSize(4)
                        .containsExactlyElementsOf(subjects(result));
            } finally {
                server.stop();
            }
        }

        @Test
        void reportsMessagesThatCannotBeSent() throws Exception {
            oneRule("");
            Program.Result result;
            try (SmtpScript server =
                    new SmtpScript("220 ready").refusing("ops@example.org", "550 5.1.1 no such user")) {
                Files.writeString(config, Files.readString(config).replace("2525", Integer.toString(server.port())));

                result = replay(DIE, "--send");
            }

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out()).contains("Subject: [docker-07] db died");
            assertThat(result.err())
                    .contains("notifier email: ", "no such user", ExpectedTexts.replayCounts(1, 1))
                    .doesNotContain("\tat ");
        }
    }

    @Nested
    class OutOfMemory {

        /** By an option of the JVM, and, for an error that a thread catches, by the log. */
        @ParameterizedTest
        @ValueSource(strings = {"-XX:+ExitOnOutOfMemoryError", "-XX:-ExitOnOutOfMemoryError"})
        void endsWatchWithExitCode(String option) throws Exception {
            try (ScriptedEngine engine = new ScriptedEngine()) {
                engine.answerInstead("/containers/json", " ".repeat(60 << 20));

                Program.Result result = Program.launch(
                        Map.of("DOCKER_EVENT_WATCH_OPTS", "-Xmx48m " + option),
                        "",
                        "watch",
                        "--config",
                        config.toString(),
                        "--state",
                        folder.resolve("state").toString(),
                        "--host",
                        engine.host().uri().toString());

                assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
                assertThat(result.out() + result.err()).contains("java.lang.OutOfMemoryError: Java heap space");
            }
        }
    }

    private void oneRule(String handling) throws IOException {
        Files.writeString(config, handling + """
                notifiers:
                  email:
                    url: "smtp://127.0.0.1:2525?from=watch@example.org&to=ops@example.org&starttls=never"
                notifications:
                  - title: "a container dies"
                    when: {Action: die}
                    notify: [email]
                """);
    }

    /** Forty containers of a project that are told to stop and do, one second after the other. */
    private static String composeDown() {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            String event = DIE.replace("1d16", "web" + i)
                    .replace(
                            "\"name\":\"db\"",
                            "\"name\":\"web-" + i + "\",\"com.docker.compose.project\":\"phone-book\"")
                    .replace("mysql", "phone-book");
            String time = Long.toString(Instant.parse("2026-11-24T09:00:00Z").getEpochSecond());
            events.append(event.replace("die", "kill").replace("1795457529774585933", time + "000000000"))
                    .append(event.replace("1795457529774585933", time + String.format("%03d000000", 10 * i + 1)));
        }
        return events.toString();
    }

    /** Twelve deaths of one container, a minute apart. */
    private static String crashes() {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            Instant time = Instant.parse("2026-11-24T10:00:00Z").plusSeconds(60 * i);
            events.append(DIE.replace("1795457529774585933", time.getEpochSecond() + "000000000"));
        }
        return events.toString();
    }

    private static List<String> subjects(Program.Result result) {
        return result.out()
                .lines()
                .filter(line -> line.startsWith("Subject: "))
                .map(line -> line.replace("Subject: [docker-07] ", ""))
                .toList();
    }

    private Program.Result replay(String events, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("replay", "--config", config.toString()));
        all.addAll(List.of("--events", "-", "--host-label", "docker-07"));
        all.addAll(List.of(options));
        return Program.runWithInput(events, all.toArray(String[]::new));
    }

    private static Program.Result run(String... arguments) throws Exception {
        return arguments.length == 1 && arguments[0].isEmpty() ? Program.run() : Program.run(arguments);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
