package io.jenkins.plugins.dockereventwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.async.ResultCallback;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.event.EventStream.EndOfEventsException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our filters beside the engine's own, over the same events. */
@WithDocker
class EventFiltersEngineTest {

    private static final List<Map<String, List<String>>> FILTERS = List.of(
            Map.of("event", List.of("die")),
            Map.of("event", List.of("die", "destroy")),
            Map.of("event", List.of("exec_create")),
            Map.of("event", List.of("exec_create", "d")),
            Map.of("event", List.of("exec_create: /bin/sh -c true")),
            Map.of("type", List.of("container")),
            Map.of("type", List.of("network", "image")),
            Map.of("scope", List.of("local")),
            Map.of("scope", List.of("swarm")),
            Map.of("container", List.of("filter-a")),
            Map.of("container", List.of("filter")),
            Map.of("container", List.of("ilter-a")),
            Map.of("network", List.of("filter-b")),
            Map.of("image", List.of("mysql")),
            Map.of("image", List.of("mysql:8.4")),
            Map.of("image", List.of("mysql:8")),
            Map.of("image", List.of("registry.example.org:5000/team/app")),
            Map.of("image", List.of("registry.example.org:5000/team/app:1.0", "mysql")),
            Map.of("label", List.of("tier")),
            Map.of("label", List.of("tier=data")),
            Map.of("label", List.of("tier=da")),
            Map.of("label", List.of("tier=data", "absent")),
            Map.of("label", List.of("tier=data", "stage")),
            Map.of("label", List.of("stage=")),
            Map.of("label", List.of("tier"), "event", List.of("start", "die"), "type", List.of("container")));

    @Test
    void filtersLikeTheEngine(@WithDocker.Private DockerEngine engine) throws Exception {
        Instant begin;
        try (DockerConnection connection = DockerConnection.open(engine.host(), Duration.ofSeconds(10))) {
            begin = connection.info().time();
            engine.run(
                    "filter-a",
                    "mysql:8.4",
                    "sleep 0.2; exit 1",
                    create -> create.withLabels(Map.of("tier", "data", "stage", "")));
            engine.run(
                    "filter-b",
                    "registry.example.org:5000/team/app:1.0",
                    "sleep 5",
                    create -> create.withLabels(Map.of("tier", "web")));
            String exec = engine.client()
                    .execCreateCmd("filter-b")
                    .withCmd("/bin/sh", "-c", "true")
                    .exec()
                    .getId();
            engine.client()
                    .execStartCmd(exec)
                    .withDetach(true)
                    .exec(new ResultCallback.Adapter<>())
                    .awaitCompletion();
            engine.awaitEnd("filter-a");
            engine.remove("filter-a");
            engine.remove("filter-b");
            Instant end = connection.info().time();
            List<DockerEvent> all = events(connection, EventFilters.NONE, begin, end);
            assertThat(all).extracting(DockerEvent::action).contains("tag", "die", "exec_create: /bin/sh -c true");

            for (Map<String, List<String>> asked : FILTERS) {
                EventFilters filters = new EventFilters(asked);
                assertThat(all.stream().filter(filters::pass))
                        .as("%s", filters)
                        .containsExactlyElementsOf(events(connection, filters, begin, end));
            }
        }
    }

    private static List<DockerEvent> events(
            DockerConnection connection, EventFilters filters, Instant since, Instant until) throws Exception {
        List<DockerEvent> events = new ArrayList<>();
        try (EventStream stream = EventStream.open(connection, filters, since, until, (line, reason) -> {
            throw new IllegalStateException(reason);
        })) {
            while (true) {
                events.add(stream.poll(Duration.ofSeconds(10)).orElseThrow());
            }
        } catch (EndOfEventsException end) {
            return events;
        }
    }
}
