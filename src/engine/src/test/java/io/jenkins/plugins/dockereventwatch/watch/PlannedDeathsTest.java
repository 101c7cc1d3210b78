package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.watch.PlannedDeaths.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannedDeathsTest {

    private final PlannedDeaths deaths = new PlannedDeaths();
    private long time = 1_795_848_450_000_000_000L;

    @Nested
    class Recorded {

        /** Docker: {@code kill} precedes the death. Podman 4.3.1: the container is cleaned up twice after it. */
        @Test
        void classifiesDeathsOfPodman4() throws InterruptedException {
            assertThat(deaths("podman-4.3.1.jsonl"))
                    .containsExactlyInAnyOrder(
                            "nat unplanned 3",
                            "stp planned 0",
                            "kil planned 137",
                            "stp2 planned 137",
                            "stp2 unplanned 137", // podman rm --force: looks like the end of a container of run --rm
                            "rmnat unplanned 3",
                            "rmstop planned 0",
                            "pol unplanned 3",
                            "pol unplanned 3",
                            "apistop planned 0",
                            "apirm unplanned 0");
        }

        @Test
        void classifiesRestartOfPodman5() throws InterruptedException {
            assertThat(deaths("podman-5.8.jsonl")).containsExactly("restarted planned 143", "restarted unplanned 3");
        }

        @Test
        void plansStopsByAnySignal() throws InterruptedException {
            assertThat(deaths("stop-signals.ndjson"))
                    .containsExactly(
                            "httpd planned 0",
                            "haproxy planned 0",
                            "nginx planned 0",
                            "postgres planned 0",
                            "systemd planned 130",
                            "app planned 143");
            assertThat(deaths("compose-down.ndjson"))
                    .containsExactly("blog-wp-1 planned 0", "blog-db-1 planned 0", "blog-cache-1 planned 0");
        }

        @Test
        void classifiesDeathsOfDocker() throws InterruptedException {
            assertThat(deaths("docker-events.oom-kill-stop.jsonl"))
                    .isNotEmpty()
                    .anyMatch(death -> death.contains(" planned "))
                    .anyMatch(death -> death.contains(" unplanned "));
        }

        @Test
        void keepsOrderAndLosesNothing() throws InterruptedException {
            List<DockerEvent> recorded = Events.recorded("podman-4.3.1.jsonl");

            assertThat(replay(recorded))
                    .extracting(DockerEvent::key)
                    .containsExactlyInAnyOrderElementsOf(
                            recorded.stream().map(DockerEvent::key).toList());
            assertThat(replay(recorded).stream()
                            .filter(event -> event.attribute("name").equals("stp"))
                            .map(DockerEvent::action))
                    .containsExactly("create", "init", "start", "die", "cleanup", "cleanup");
        }

        private List<String> deaths(String recording) throws InterruptedException {
            return replay(Events.recorded(recording)).stream()
                    .filter(event -> event.action().equals("die"))
                    .map(event -> event.attribute("name")
                            + (event.isPlanned() ? " planned " : " unplanned ")
                            + event.attribute("exitCode"))
                    .toList();
        }

        private List<DockerEvent> replay(List<DockerEvent> recorded) throws InterruptedException {
            List<DockerEvent> all = new ArrayList<>();
            for (DockerEvent event : recorded) {
                all.addAll(deaths.accept(event, PlannedDeaths.ContainerReader.NONE));
            }
            all.addAll(deaths.releaseAll());
            return all;
        }
    }

    @Nested
    class KnownStates {

        @ParameterizedTest
        @CsvSource({"STOPPED, true", "ENDED, false"})
        void decidesAtOnceByState(State state, boolean planned) throws InterruptedException {
            assertThat(accept("one", "die", state))
                    .singleElement()
                    .satisfies(event -> assertThat(event.isPlanned()).isEqualTo(planned));
            assertThat(deaths.isHolding()).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"UNKNOWN, true", "REMAINS, false"})
        void removalAfterCleanupPlansUnlessManual(State state, boolean planned) throws InterruptedException {
            assertThat(accept("one", "die", state)).isEmpty();
            assertThat(accept("one", "cleanup", state)).isEmpty();

            assertThat(accept("one", "remove", state))
                    .first()
                    .satisfies(event -> assertThat(event.isPlanned()).isEqualTo(planned));
        }
    }

    @Nested
    class Holding {

        @Test
        void otherContainersDoNotWait() throws InterruptedException {
            accept("one", "die", State.UNKNOWN);

            assertThat(accept("two", "start", State.UNKNOWN)).hasSize(1);
            assertThat(deaths.isHolding()).isTrue();
        }

        @Test
        void endsWithLaterEvent() throws InterruptedException {
            accept("one", "die", State.UNKNOWN);
            time += PlannedDeaths.HOLD.toNanos() + 1;

            assertThat(accept("two", "start", State.UNKNOWN))
                    .extracting(DockerEvent::action)
                    .containsExactly("die", "start");
        }

        @Test
        void isBounded() throws InterruptedException {
            int released = 0;
            for (int i = 0; i < 5_000; i++) {
                released += accept("container-" + i, "die", State.UNKNOWN).size();
            }

            assertThat(released).isGreaterThanOrEqualTo(4_000);
        }

        @Test
        void isBoundedForOneContainer() throws InterruptedException {
            accept("one", "die", State.UNKNOWN);
            int released = 0;
            for (int i = 0; i < 5_000; i++) {
                released += accept("one", "attach", State.UNKNOWN).size();
            }

            assertThat(released).isGreaterThanOrEqualTo(4_000);
        }

        @Test
        void doesNotConcernDeathsWithoutSignal() throws InterruptedException {
            assertThat(deaths.accept(Events.container("die", "name", "one"), id -> State.UNKNOWN))
                    .hasSize(1);
        }

        @Test
        void endsWithNextDeath() throws InterruptedException {
            accept("one", "die", State.UNKNOWN);
            accept("one", "die", State.UNKNOWN);

            assertThat(accept("one", "stop", State.UNKNOWN))
                    .filteredOn(event -> event.action().equals("die"))
                    .singleElement()
                    .matches(DockerEvent::isPlanned);
        }
    }

    @Nested
    class Signals {

        private static final PlannedDeaths.ContainerReader NO_ENGINE = PlannedDeaths.ContainerReader.NONE;

        /** Events as seconds and action, with the signal of a {@code kill}. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0 kill 15, 1 kill 9, 2 die",
                    "0 kill 15, 600 die",
                    "0 kill SIGTERM, 600 die",
                    "0 kill sigint, 600 die",
                    "0 kill 3, 1 die",
                    "0 kill 28, 1 die, 1 stop",
                    "0 kill SIGWINCH, 1 die, 2 stop",
                    "0 kill WINCH, 1 die, 1 destroy, 2 stop",
                    "0 kill 10, 1 stop, 2 die",
                    "0 kill RTMIN+3, 1 die, 1 stop",
                    "0 kill SIGRTMAX-1, 1 die, 1 stop",
                    "0 kill 64, 1 die, 1 stop",
                    "0 kill 28, 10 kill 9, 11 die, 11 stop",
                    "0 kill 28, 10 kill 9, 11 stop, 11 die",
                    "0 kill 15, 1 kill 1, 600 die",
                    "0 kill 1, 600 kill 28, 601 die, 601 stop",
                    "0 kill 10, 2000 die, 2000 stop",
                    "0 kill 15, 2000 die, 2000 stop",
                    "0 kill 3, 600 die, 600 stop",
                    "0 kill 28, 1 die, 1 stop, 1 start, 1 restart",
                    "0 kill, 1 die",
                    "0 kill 9, 1 die, 1 destroy",
                })
        void planDeath(String events) throws InterruptedException {
            assertThat(planned(events, NO_ENGINE)).containsExactly(true);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0 die",
                    "0 kill 1, 1 die",
                    "0 kill 1, 1 die, 2 start",
                    "0 kill SIGHUP, 600 die",
                    "0 kill 10, 1 die, 1 destroy",
                    "0 kill SIGRTMIN+3, 1 die",
                    "0 kill 3, 600 die",
                    "0 kill 28, 1 die, 10 stop",
                    "0 kill 12, 1 die, 1 start, 2 stop",
                    "0 kill 15, 1 start, 2 die",
                    "0 kill 10, 1 stop, 2 start, 3 die",
                    "0 kill 15, 1200 die",
                    "0 kill CONT, 1 die",
                    "0 kill, 30 die",
                })
        void doNotPlanDeath(String events) throws InterruptedException {
            assertThat(planned(events, NO_ENGINE)).containsExactly(false);
        }

        @Test
        void applyToOneLife() throws InterruptedException {
            assertThat(planned("0 kill 28, 1 die, 1 stop, 2 start, 60 die", NO_ENGINE))
                    .containsExactly(true, false);
            assertThat(planned("100 kill 15, 101 die, 101 stop, 160 die", NO_ENGINE))
                    .containsExactly(true, false);
            assertThat(planned("200 die, 201 start, 202 kill 10, 203 die, 203 stop", NO_ENGINE))
                    .containsExactly(false, true);
        }

        @ParameterizedTest
        @CsvSource({"28, SIGWINCH, true", "10, 10, true", "37, SIGRTMIN+3, true", "1, SIGWINCH, false", "28, , false"})
        void ofContainerPlanDeath(String signal, String stopSignal, boolean planned) throws InterruptedException {
            assertThat(planned("0 kill " + signal + ", 600 die", stopsBy(stopSignal)))
                    .containsExactly(planned);
        }

        @Test
        void areReadOncePerContainer() throws InterruptedException {
            AtomicInteger reads = new AtomicInteger();
            PlannedDeaths.ContainerReader counting = new PlannedDeaths.ContainerReader() {
                @Override
                public State state(String container) {
                    return State.UNKNOWN;
                }

                @Override
                public Optional<String> stopSignal(String container) {
                    reads.incrementAndGet();
                    return Optional.empty();
                }
            };

            planned("0 kill 1, 1 kill 1, 2 kill 10, 3 kill 15, 4 die", counting);

            assertThat(reads).hasValue(1);
        }

        @Test
        void areReadFromEngine() throws Exception {
            try (ScriptedEngine engine = new ScriptedEngine();
                    DockerConnection connection = DockerConnection.open(engine.host(), Duration.ofSeconds(5))) {
                engine.answerInstead("/containers/one/json", "{\"Config\":{\"StopSignal\":\"SIGWINCH\"}}");
                EngineContainers containers = new EngineContainers(connection, connection.info());

                assertThat(planned("0 kill 28, 1 die", containers)).containsExactly(true);

                engine.allowOnly(path -> false);
                assertThat(containers.stopSignal("two")).isEmpty();
            }
        }

        private PlannedDeaths.ContainerReader stopsBy(String signal) {
            return new PlannedDeaths.ContainerReader() {
                @Override
                public State state(String container) {
                    return State.UNKNOWN;
                }

                @Override
                public Optional<String> stopSignal(String container) {
                    return Optional.ofNullable(signal);
                }
            };
        }

        private List<Boolean> planned(String events, PlannedDeaths.ContainerReader containers)
                throws InterruptedException {
            List<DockerEvent> all = new ArrayList<>();
            for (String event : events.split(", ")) {
                String[] words = event.split(" ");
                String signal = words.length > 2 ? ",\"signal\":\"" + words[2] + '"' : "";
                all.addAll(deaths.accept(
                        Events.of("""
                        {"Type":"container","Action":"%s","Actor":{"ID":"one","Attributes":{"name":"one"%s}},"time":%d}""".formatted(words[1], signal, 1_795_848_450 + Integer.parseInt(words[0]))),
                        containers));
            }
            all.addAll(deaths.releaseAll());
            return all.stream()
                    .filter(event -> event.action().equals("die"))
                    .map(event -> event.json().get("planned").asBoolean())
                    .toList();
        }
    }

    private List<DockerEvent> accept(String container, String action, State state) throws InterruptedException {
        DockerEvent event = Events.of("""
                {"Type":"container","Action":"%s","Actor":{"ID":"%2$s","Attributes":{"name":"%2$s","podId":""}},"timeNano":%3$d}""".formatted(action, container, time++));
        return deaths.accept(event, id -> state);
    }
}
