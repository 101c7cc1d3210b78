package io.jenkins.plugins.dockereventwatch.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.ReceivedMail;
import io.jenkins.plugins.dockereventwatch.update.probe.FakeHost;
import jakarta.mail.Multipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The program reminding of a host's updates, by a real mail server. */
class RemindersIT {

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    @TempDir
    private Path folder;

    @TempDir
    private Path commands;

    private Process program;

    @BeforeEach
    void start() throws Exception {
        configure("");
        watch();
    }

    private void configure(String furtherHost) throws IOException {
        Files.writeString(
                folder.resolve("config.yml"), """
                    notifiers:
                      email: {url: "smtp://127.0.0.1:%d?from=watch@example.org&to=ops@example.org"}
                    notifications:
                      - {title: never, notify: email, when: {Action: never}}
                    reminders:
                      hosts: {docker-01: local%s}
                      notify: email
                      schedule: "0/2 * * * * ?"
                      check_minutes: 1
                    """.formatted(server.getSmtp().getPort(), furtherHost));
    }

    private void watch() throws Exception {
        program = Program.start(
                new FakeHost(commands).environment("docker-01"),
                List.of(
                        "watch",
                        "--config",
                        folder.resolve("config.yml").toString(),
                        "--state",
                        folder.resolve("state").toString(),
                        "--host",
                        "unix:///nowhere/docker.sock"),
                folder.resolve("log.txt"));
    }

    @AfterEach
    void stop() {
        program.descendants().forEach(ProcessHandle::destroyForcibly);
        program.destroyForcibly();
    }

    private List<String> subjects() {
        return ReceivedMail.subjects(server);
    }

    @Test
    void sendsWeeklyRemindersAcrossRestart() throws Exception {
        // The hotfix has a mail of its own if it is found before the first reminder is due.
        await("a reminder")
                .atMost(Duration.ofMinutes(5))
                .untilAsserted(() ->
                        assertThat(subjects()).contains("[docker-01] [HOTFIX now] updates: 1 hotfix now; 1 this week"));
        Multipart parts = (Multipart)
                ReceivedMail.first(server, "[docker-01] [HOTFIX now] updates").getContent();
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains(
                        "libssl3 3.0.19-1 → 3.0.22-1",
                        "security update: install now",
                        "according to the cron expression");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(1).getContent().toString()).contains("<td>libssl3</td>");

        program.destroy();
        assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
        configure(", docker-02: ssh://nobody@127.0.0.1:1");
        watch();
        await("a reminder of the new host, which cannot be read")
                .atMost(Duration.ofMinutes(5))
                .untilAsserted(() -> assertThat(subjects())
                        .anyMatch(subject ->
                                subject.startsWith("[docker-02] updates: unknown: ssh://nobody@127.0.0.1:1")));

        // Stopped before it noted that the first was sent, the program sends that again, and says so.
        assertThat(ReceivedMail.subjectsOfNoDuplicates(server))
                .doesNotHaveDuplicates()
                .filteredOn(subject -> subject.contains("] updates: "))
                .hasSize(2);
    }
}
