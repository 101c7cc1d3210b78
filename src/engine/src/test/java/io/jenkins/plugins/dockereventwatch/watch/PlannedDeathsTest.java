package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.watch.PlannedDeaths.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                all.addAll(deaths.accept(event, PlannedDeaths.StateReader.NONE));
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
        void doesNotConcernDocker() throws InterruptedException {
            assertThat(deaths.accept(Events.container("die", "name", "one"), id -> State.UNKNOWN))
                    .hasSize(1);
        }
    }

    private List<DockerEvent> accept(String container, String action, State state) throws InterruptedException {
        DockerEvent event = Events.of("""
                {"Type":"container","Action":"%s","Actor":{"ID":"%2$s","Attributes":{"name":"%2$s","podId":""}},"timeNano":%3$d}""".formatted(action, container, time++));
        return deaths.accept(event, id -> state);
    }
}
