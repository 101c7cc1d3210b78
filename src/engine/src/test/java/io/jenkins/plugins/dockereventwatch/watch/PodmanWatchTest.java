package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.podman.PodmanServer;
import io.jenkins.plugins.dockereventwatch.podman.WithPodman;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a watch reports of a real Podman. */
@WithPodman
class PodmanWatchTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final EventFilters ENDS =
            new EventFilters(Map.of("event", List.of("die", "destroy"), "type", List.of("container")));
    private static final WatchTimeouts TIMES = new WatchTimeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(200), RetryPolicy.FOREVER));
    private static final String UNTIL_STOPPED = "trap 'exit 0' TERM; while true; do sleep 0.1; done";

    private final List<DockerEvent> events = new CopyOnWriteArrayList<>();
    private PodmanServer podman;
    private HostWatch watch;

    @BeforeEach
    void follow(PodmanServer shared) {
        podman = shared;
        watch = new HostWatch(podman.host(), "test", ENDS, TIMES, Clock.systemUTC(), events::add);
        watch.start();
        await().atMost(PATIENCE).until(() -> watch.status().connected());
    }

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void tellsCrashesFromStops() throws IOException {
        podman.container("crashes", "exit 3");
        podman.container("removes-itself", "exit 4", "--rm");
        podman.container("stopped", UNTIL_STOPPED);
        podman.run("stop", "stopped");
        podman.container("stopped-and-removed", UNTIL_STOPPED, "--rm");
        podman.run("stop", "stopped-and-removed");
        podman.container("killed", UNTIL_STOPPED);
        podman.run("kill", "killed");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(reported())
                        .contains(
                                "crashes die 3 unplanned",
                                "removes-itself die 4 unplanned",
                                "removes-itself destroy",
                                "stopped die 0 planned",
                                "stopped-and-removed die 0 planned",
                                "stopped-and-removed destroy",
                                "killed die 137 planned"));
        assertThat(watch.status().engine()).matches("Podman \\d+\\.\\d+.*");
    }

    @Test
    void catchesUpAfterLostConnection() throws IOException {
        podman.container("before", "exit 1");
        await().atMost(PATIENCE).until(() -> reported().contains("before die 1 unplanned"));
        podman.stop();
        await().atMost(PATIENCE).until(() -> !watch.status().connected());
        podman.container("meanwhile", "exit 2");
        podman.run("wait", "meanwhile");

        podman.startAgain();

        await().atMost(PATIENCE).until(() -> reported().contains("meanwhile die 2 unplanned"));
        podman.container("after", "exit 5");
        await().atMost(PATIENCE).until(() -> reported().contains("after die 5 unplanned"));
        assertThat(reported()).doesNotHaveDuplicates();
    }

    @Test
    void readsEndOfLog() throws IOException, InterruptedException {
        podman.container("talks", "echo one; echo two >&2; exit 1");
        podman.run("wait", "talks");

        try (DockerConnection connection = DockerConnection.open(podman.host(), Duration.ofSeconds(10))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(connection.lastLines("talks", 10)).containsExactlyInAnyOrder("one", "two"));
        }
    }

    private List<String> reported() {
        return events.stream()
                .map(event -> event.attribute("name") + " " + event.action()
                        + (event.action().equals("die")
                                ? " " + event.attribute("exitCode") + (event.isPlanned() ? " planned" : " unplanned")
                                : ""))
                .toList();
    }
}
