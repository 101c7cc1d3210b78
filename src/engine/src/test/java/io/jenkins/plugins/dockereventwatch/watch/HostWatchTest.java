package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@WithDocker
class HostWatchTest {

    private static final EventFilters ENDS =
            new EventFilters(Map.of("event", List.of("oom", "die", "stop", "destroy")));

    private static final WatchTimeouts IMPATIENT = new WatchTimeouts(
            Duration.ofSeconds(5),
            Duration.ofMillis(500),
            Duration.ofMinutes(5),
            new RetryPolicy(Duration.ofMillis(50), Duration.ofMillis(200), RetryPolicy.FOREVER));

    private final List<DockerEvent> events = new CopyOnWriteArrayList<>();
    private final List<String> containers = new CopyOnWriteArrayList<>();
    private HostWatch watch;
    private DockerEngine engine;

    @AfterEach
    void stop() {
        if (watch != null) {
            watch.close();
        }
        containers.forEach(engine::remove);
    }

    @Nested
    class Deaths {

        @Test
        void reportsHowContainersEnd(DockerEngine shared) {
            watch(shared, ENDS);

            engine.awaitEnd(run("fails", "mysql:8.4", "exit 1"));
            engine.awaitEnd(run("fine", "phone-book", "true"));
            String stopped = run("stopped", "reverse-proxy:1.27", "trap 'exit 0' TERM; touch /ready; sleep 60 & wait");
            engine.awaitFile(stopped, "/ready");
            engine.client().stopContainerCmd(stopped).exec();
            engine.remove(stopped);

            await().until(() -> reported().contains("stopped destroy"));
            assertThat(reported()).startsWith("fails die 1", "fine die 0").endsWith("stopped destroy");
            assertThat(reported().subList(2, 4)) // in either order, as engines differ
                    .containsExactlyInAnyOrder("stopped die 0", "stopped stop");
            assertThat(events.get(0).attribute("image")).isEqualTo("mysql:8.4");
        }

        @Test
        void plansStopByOwnSignal(DockerEngine shared) {
            watch(shared, new EventFilters(Map.of("event", List.of("die"))));
            HostConfig offline = HostConfig.newHostConfig().withNetworkMode("none");
            String stopped = engine.run(
                    "graceful",
                    "httpd:2.4",
                    "trap 'exit 0' WINCH; sleep 60 & wait",
                    create -> create.withHostConfig(offline).withStopSignal("SIGWINCH"));
            containers.add(stopped);

            engine.client().stopContainerCmd(stopped).withTimeout(5).exec();

            await().until(() -> !reported().isEmpty());
            assertThat(events)
                    .filteredOn(event -> event.actorId().equals(stopped))
                    .allMatch(DockerEvent::isPlanned);
        }

        @Test
        void reportsOutOfMemory(DockerEngine shared) {
            watch(shared, ENDS);

            engine.awaitEnd(run("greedy", "phone-book", "tail /dev/zero; exit $?", 16 << 20));

            await().until(() -> reported().stream().anyMatch(line -> line.startsWith("greedy die")));
            assertThat(reported())
                    .contains("greedy oom")
                    .filteredOn("greedy die 137"::equals)
                    .hasSize(1);
        }
    }

    @Nested
    class Interruptions {

        @Test
        void findsDeathsAfterEngineKill(@WithDocker.Private DockerEngine own) throws IOException {
            watch(own, ENDS);
            run("before", "mysql:8.4", "exit 4");
            await().until(() -> reported().contains("before die 4"));
            ProcessHandle whileDown =
                    own.process(run("while-down", "mysql:8.4", "trap 'exit 3' TERM; sleep 600 & wait"));
            run("killed-by-restart", "phone-book", "sleep 600");
            run(
                    "restarts",
                    "phone-book",
                    "sleep 1; exit 5",
                    HostConfig.newHostConfig()
                            .withNetworkMode("none")
                            .withRestartPolicy(RestartPolicy.onFailureRestart(1)));
            engine.kill();
            await().until(() -> !watch.status().connected());
            whileDown.destroy();
            await().until(() -> !whileDown.isAlive());

            engine.startAgain();

            await().atMost(Duration.ofSeconds(30)).until(() -> watch.status().connected());
            await().untilAsserted(() -> assertThat(reported())
                    .anyMatch(line -> line.matches("while-down die " + DockerEngine.exitCodeWhileKilled(3)))
                    .anyMatch(line -> line.startsWith("killed-by-restart die")));
            run("after", "mysql:8.4", "exit 7");
            await().until(() -> reported().contains("after die 7"));
            List<String> deaths =
                    reported().stream().filter(line -> line.contains(" die")).toList();
            // Its restart policy gives it a second life.
            assertThat(deaths).filteredOn(line -> line.startsWith("restarts ")).hasSizeLessThanOrEqualTo(2);
            assertThat(deaths)
                    .filteredOn(line -> !line.startsWith("restarts "))
                    .doesNotHaveDuplicates()
                    .contains("before die 4", "killed-by-restart die 137", "after die 7");
            // An engine that learns of the exit of "while-down" in time reports it itself.
            assertThat(events.stream()
                            .filter(event -> event.origin() == DockerEvent.Origin.FOUND_AFTERWARDS)
                            .map(event -> event.attribute("name")))
                    .doesNotContain("before", "after");
            assertThat(watch.status().counts().reconnects()).isPositive();
        }

        @Test
        void losesNothingOnConnectionLoss(DockerEngine shared) throws IOException {
            try (CuttableProxy proxy = new CuttableProxy(shared.host())) {
                watch(shared, proxy.host(), ENDS, IMPATIENT);
                engine.awaitEnd(run("one", "mysql:8.4", "exit 1"));
                await().until(() -> reported().contains("one die 1"));

                proxy.cut();
                await().until(() -> !watch.status().connected());
                engine.awaitEnd(run("two", "mysql:8.4", "exit 2"));
                proxy.restore();
                await().until(() -> reported().contains("two die 2"));
                engine.awaitEnd(run("three", "mysql:8.4", "exit 3"));

                await().until(() -> reported().contains("three die 3"));
                assertThat(reported()).containsExactly("one die 1", "two die 2", "three die 3");
                assertThat(events).allMatch(event -> event.origin() == DockerEvent.Origin.STREAM);
            }
        }

        @Test
        void findsDeathsBeyondEventHistory(DockerEngine shared) throws IOException {
            try (CuttableProxy proxy = new CuttableProxy(shared.host())) {
                watch(shared, proxy.host(), ENDS, IMPATIENT);
                engine.awaitEnd(run("seen", "mysql:8.4", "exit 1"));
                await().until(() -> reported().contains("seen die 1"));
                proxy.cut();
                engine.awaitEnd(run("forgotten", "mysql:8.4", "exit 9"));
                String busy = run("busy", "phone-book", "sleep 600");
                IntStream.range(0, 300)
                        .forEach(i -> engine.client()
                                .renameContainerCmd(busy)
                                .withName("busy-" + i)
                                .exec());

                proxy.restore();

                await().untilAsserted(() -> assertThat(reported()).contains("forgotten die 9"));
                assertThat(reported()).containsExactly("seen die 1", "forgotten die 9");
                assertThat(events.get(1).origin()).isEqualTo(DockerEvent.Origin.FOUND_AFTERWARDS);
                assertThat(events.get(1).attribute("image")).isEqualTo("mysql:8.4");
            }
        }

        @Test
        void detectsSilentlyBrokenStream(DockerEngine shared) throws IOException {
            try (CuttableProxy proxy = new CuttableProxy(shared.host())) {
                WatchTimeouts times = new WatchTimeouts(
                        Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofMinutes(5), IMPATIENT.retry());
                watch(shared, proxy.host(), ENDS, times);
                proxy.fallSilent();
                engine.awaitEnd(run("unheard", "mysql:8.4", "exit 1"));

                await().until(() -> !watch.status().connected());
                proxy.restore();

                await().until(() -> reported().contains("unheard die 1"));
                assertThat(reported()).containsExactly("unheard die 1");
            }
        }

        @Test
        void renewsIdleStream(DockerEngine shared) {
            watch(
                    shared,
                    shared.host(),
                    ENDS,
                    new WatchTimeouts(
                            Duration.ofSeconds(5), Duration.ofMillis(20), Duration.ofMillis(100), IMPATIENT.retry()));
            for (int i = 0; i < 5; i++) {
                engine.awaitEnd(run("c" + i, "mysql:8.4", "sleep 0.3; exit " + i));
            }

            await().until(() -> reported().contains("c4 die 4"));
            assertThat(reported()).containsExactly("c0 die 0", "c1 die 1", "c2 die 2", "c3 die 3", "c4 die 4");
            assertThat(watch.status().counts().reconnects()).isZero();
            assertThat(watch.status().connected()).isTrue();
        }

        @Test
        void survivesFailingConsumer(DockerEngine shared) {
            engine = shared;
            watch = new HostWatch(shared.host(), "test", ENDS, IMPATIENT, Clock.systemUTC(), event -> {
                events.add(event);
                throw new IllegalStateException("thrown by the test");
            });
            start();

            engine.awaitEnd(run("first", "mysql:8.4", "exit 1"));
            engine.awaitEnd(run("second", "mysql:8.4", "exit 2"));

            await().until(() -> reported().equals(List.of("first die 1", "second die 2")));
        }
    }

    @Nested
    class ChangedFilters {

        @Test
        void changesFiltersWhileRunning(DockerEngine shared) {
            watch(shared, new EventFilters(Map.of("event", List.of("destroy"))));
            engine.awaitEnd(run("quiet", "mysql:8.4", "exit 1"));

            watch.changeFilters(ENDS);
            await().until(() -> {
                engine.remove("loud");
                engine.awaitEnd(run("loud", "mysql:8.4", "exit 2"));
                return reported().contains("loud die 2");
            });

            assertThat(reported()).doesNotContain("quiet die 1").doesNotHaveDuplicates();
        }

        @Test
        void changedFiltersApplyToLaterEvents(DockerEngine shared) {
            watch(shared, new EventFilters(Map.of("image", List.of("phone-book"))));
            engine.awaitEnd(run("past", "mysql:8.4", "exit 1"));
            engine.awaitEnd(run("past-but-asked-for", "phone-book", "exit 2"));
            await().until(() -> reported().contains("past-but-asked-for die 2"));

            watch.changeFilters(new EventFilters(Map.of("image", List.of("mysql"))));
            await().until(() -> {
                engine.remove("new");
                engine.awaitEnd(run("new", "mysql:8.4", "exit 3"));
                return reported().contains("new die 3");
            });

            assertThat(reported()).noneMatch(line -> line.startsWith("past "));
        }
    }

    private void watch(DockerEngine on, EventFilters filters) {
        watch(on, on.host(), filters, IMPATIENT);
    }

    private void watch(DockerEngine on, DockerHost host, EventFilters filters, WatchTimeouts times) {
        engine = on;
        watch = new HostWatch(host, "test", filters, times, Clock.systemUTC(), events::add);
        start();
    }

    private void start() {
        watch.start();
        await().until(() -> watch.status().connected());
    }

    private String run(String name, String image, String script) {
        return run(name, image, script, HostConfig.newHostConfig().withNetworkMode("none"));
    }

    private String run(String name, String image, String script, long memory) {
        return run(
                name,
                image,
                script,
                HostConfig.newHostConfig()
                        .withNetworkMode("none")
                        .withMemory(memory)
                        .withMemorySwap(memory));
    }

    private String run(String name, String image, String script, HostConfig config) {
        String id = engine.run(name, image, script, create -> create.withHostConfig(config));
        containers.add(id);
        return id;
    }

    private List<String> reported() {
        return events.stream()
                .filter(event -> containers.contains(event.actorId()))
                .map(event ->
                        (event.attribute("name") + " " + event.action() + " " + event.attribute("exitCode")).strip())
                .toList();
    }
}
