package io.jenkins.plugins.dockereventwatch.runner;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged {@code watch} as a process that is killed and started again; its logs stay under target/chaos. */
final class ChaosWatcher implements Chaos.Victim, AutoCloseable {

    private static final Path LOGS = Path.of("target", "chaos");

    private final String name;
    private final List<String> arguments;
    private Process process;
    private Path log;
    private int lives;

    ChaosWatcher(String name, Path folder, String host, int smtpPort, String state) throws IOException {
        this.name = name;
        Path config = folder.resolve("config-" + name + ".yml");
        Path template = folder.resolve("name.txt");
        Files.writeString(
                template,
                "Subject: {{.Actor.Attributes.name}}{{if eq .Type \"service\"}} is {{.Action}} since"
                        + " {{.Actor.Attributes.since}}{{end}}\n\nx\n");
        Files.writeString(config, """
                notifiers:
                  email:
                    url: "smtp://127.0.0.1:%1$d?from=watch@example.org&to=ops@example.org"
                    rate_limit: off
                    template: name.txt
                group: none
                crash_loop: none
                heartbeat: off
                notifications:
                  - title: deaths
                    when: {Type: container, Action: die}
                    unless: {"Actor.Attributes.name": %2$s}
                    notify: [email]
                services:
                  %2$s: {container: %2$s, absent_for: 5s}
                """.formatted(smtpPort, ChangingService.NAME));
        arguments = List.of("watch", "--config", config.toString(), "--host", host, "--state", state);
        Files.createDirectories(LOGS);
        startAgain();
    }

    @Override
    public String kind() {
        return "watch";
    }

    @Override
    public void kill() {
        if (!process.isAlive()) {
            throw new IllegalStateException("watch has ended by itself; " + log + " says why");
        }
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void startAgain() throws IOException {
        lives++;
        log = LOGS.resolve(ProcessHandle.current().pid() + "-" + name + "-" + lives + ".log");
        process = Program.start(Map.of("DOCKER_HOST_LABEL", "docker-07"), arguments, log);
    }

    void awaitConnection() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> Files.exists(log) && Files.readString(log).contains(ExpectedTexts.FOLLOWING_ENGINE));
    }

    /** As a service manager does. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("watch does not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
