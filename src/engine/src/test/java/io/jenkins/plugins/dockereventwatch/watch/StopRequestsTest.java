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
