package io.jenkins.plugins.dockereventwatch.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.overview.page.AlertView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentAlertsTest {

    private final RecentAlerts recent = new RecentAlerts(List.of(), task -> {});

    @Test
    void latestComesFirst() {
        recent.add(alert("one", 1, "a rule"));
        recent.add(alert("two", 2, "a rule"));

        assertThat(recent.latestFirst()).extracting(record -> record.container).containsExactly("two", "one");
    }

    @Test
    void mergesAlertsOfSeveralRules() {
        recent.add(alert("one", 1, "a rule"));
        recent.add(alert("one", 1, "another rule"));

        assertThat(recent.latestFirst())
                .singleElement()
                .satisfies(record -> assertThat(record.rules).containsExactly("a rule", "another rule"));
    }

    @Test
    void countsReplayedEndOnce() {
        recent.add(alert("one", 5, "a rule"));
        recent.add(alert("one", 4, "a rule", DockerEvent.Origin.FOUND_AFTERWARDS));
        recent.add(alert("two", 4, "a rule", DockerEvent.Origin.FOUND_AFTERWARDS));

        assertThat(recent.latestFirst()).extracting(record -> record.container).containsExactly("two", "one");
    }

    @Test
    void keepsBuildOfReplayedEvent() {
        Alert known = alert("one", 5, "a rule");
        recent.add(known);
        recent.add(new Alert(known.event(), known.hostLabel(), known.rules(), known.notifier(), AlertContext.NONE));

        assertThat(recent.latestFirst()).singleElement().satisfies(record -> {
            assertThat(record.job).isEqualTo("phone-book");
            assertThat(record.build).isEqualTo(42);
        });
    }

    @Test
    void oldestAreForgotten() {
        for (int i = 0; i <= RecentAlerts.MAX_RECORDS; i++) {
            recent.add(alert("c" + i, i, "a rule"));
        }

        assertThat(recent.latestFirst()).hasSize(RecentAlerts.MAX_RECORDS);
        assertThat(recent.latestFirst().get(RecentAlerts.MAX_RECORDS - 1).container)
                .isEqualTo("c1");
    }

    @Test
    void alertsCanBeFiltered() {
        recent.add(alert("one", 1, "a rule"));
        AlertView view = new AlertView(recent.latestFirst().get(0), Optional.of("job/phone-book/"), List.of());

        assertThat(view.isMatch(null, "", null)).isTrue();
        assertThat(view.isMatch("docker-01", "a rule", "phone-book")).isTrue();
        assertThat(view.isMatch("docker-02", "", "")).isFalse();
        assertThat(view.isMatch("", "another rule", "")).isFalse();
        assertThat(view.isMatch("", "", "other")).isFalse();
        assertThat(view.buildUrl).isEqualTo("job/phone-book/42/");
    }

    @Test
    void hidesJobWithoutPermission() {
        recent.add(alert("one", 1, "a rule"));
        AlertView view = new AlertView(recent.latestFirst().get(0), Optional.empty(), List.of());

        assertThat(view.job).isNull();
        assertThat(view.build).isNull();
        assertThat(view.buildUrl).isNull();
        assertThat(view.isMatch("", "", "phone-book")).isFalse();
    }

    private static Alert alert(String name, long timeNano, String rule) {
        return alert(name, timeNano, rule, DockerEvent.Origin.STREAM);
    }

    private static Alert alert(String name, long timeNano, String rule, DockerEvent.Origin origin) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", "container").put("Action", "die").put("timeNano", timeNano);
        json.putObject("Actor").put("ID", name).putObject("Attributes").put("name", name);
        return new Alert(
                DockerEvent.of(json, origin),
                "docker-01",
                List.of(rule),
                "n",
                AlertContext.NONE.withBuild(
                        new BuildReference(Optional.empty(), "phone-book", 42, Optional.empty(), Optional.empty())));
    }
}
