package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopRequestsTest {

    private final StopRequests stops = new StopRequests();

    @Test
    void deathAfterStopSignalIsPlanned() {
        mark("kill", "signal", "15");
        mark("kill", "signal", "9");

        assertThat(mark("die").isPlanned()).isTrue();
    }

    @Test
    void deathWithoutSignalIsUnplanned() {
        assertThat(mark("die").json().path("planned").isBoolean()).isTrue();
        assertThat(mark("die").isPlanned()).isFalse();
    }

    @Test
    void reloadSignalPlansNoDeath() {
        mark("kill", "signal", "1");

        assertThat(mark("die").isPlanned()).isFalse();
    }

    /** Podman does not name the signal; it can be one to reload. */
    @Test
    void unknownSignalPlansOnlyPromptDeath() {
        stops.mark(podman("kill", 0));
        assertThat(stops.mark(podman("die", 1)).isPlanned()).isTrue();

        stops.mark(podman("kill", 10));
        assertThat(stops.mark(podman("die", 30)).isPlanned()).isFalse();
    }

    private static DockerEvent podman(String action, int second) {
        return Events.of("""
                {"Type":"container","Action":"%s","Actor":{"ID":"1","Attributes":{"podId":""}},"time":%d}""".formatted(action, 1_795_848_450 + second));
    }

    @Test
    void requestAppliesToOneLife() {
        mark("kill", "signal", "15");
        mark("start");

        assertThat(mark("die").isPlanned()).isFalse();
    }

    @Test
    void classifiesRecordedDeaths() {
        List<DockerEvent> deaths = Events.recorded("docker-events.oom-kill-stop.jsonl").stream()
                .map(stops::mark)
                .filter(event -> event.action().equals("die"))
                .toList();

        assertThat(deaths).isNotEmpty().anyMatch(DockerEvent::isPlanned).anyMatch(event -> !event.isPlanned());
    }

    private DockerEvent mark(String action, String... attributes) {
        return stops.mark(Events.container(action, attributes));
    }
}
