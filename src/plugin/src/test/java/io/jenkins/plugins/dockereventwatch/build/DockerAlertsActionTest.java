package io.jenkins.plugins.dockereventwatch.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.ImageVerdict;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DockerAlertsActionTest {

    private final DockerAlertsAction action = new DockerAlertsAction();

    @Test
    void describesTheEvent() {
        action.add(alert("die", 1_795_457_529_774_000_000L));

        assertThat(action.getAlerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getTime()).isEqualTo(Instant.parse("2026-11-23T18:12:09.774Z"));
            assertThat(alert.host).isEqualTo("docker-01");
            assertThat(alert.container).isEqualTo("mysql");
            assertThat(alert.getShortId()).isEqualTo("1d16b6a5e22a");
            assertThat(alert.image).isEqualTo("mysql:8.4");
            assertThat(alert.exitCode).isEqualTo("137");
            assertThat(alert.outOfMemory).isTrue();
            assertThat(alert.rules).containsExactly("failures");
            assertThat(alert.getLog()).isEqualTo("one\ntwo");
        });
    }

    @Test
    void showsEventOfSeveralChannelsOnce() {
        assertThat(action.add(alert("die", 1))).isTrue();
        assertThat(action.add(alert("die", 1))).isFalse();
        assertThat(action.add(alert("oom", 1))).isTrue();
        assertThat(action.add(alert("die", 2))).isTrue();

        assertThat(action.getAlerts()).hasSize(3);
    }

    @Test
    void limitsAlertsPerBuild() {
        for (int i = 0; i < DockerAlertsAction.MAX_ALERTS + 5; i++) {
            action.add(alert("die", i));
        }

        assertThat(action.getAlerts()).hasSize(DockerAlertsAction.MAX_ALERTS);
        assertThat(action.getOmitted()).isEqualTo(5);
        assertThat(action.getSummary()).contains("105");
    }

    @Test
    void hugeNamesAreCut() {
        action.add(Alert.of(
                event("die", 1, "x".repeat(1 << 20), DockerEvent.Origin.STREAM), "docker-01", List.of("r"), "n"));

        assertThat(action.getAlerts().get(0).container).hasSize(501);
    }

    @Test
    void showsReplayedEndOnce() {
        action.add(alert("oom", 20_000_000_000L));
        action.add(alert("die", 20_000_000_000L));

        assertThat(action.add(alert("oom", 21_000_000_000L, DockerEvent.Origin.FOUND_AFTERWARDS)))
                .isFalse();
        assertThat(action.add(alert("die", 19_654_000_000L, DockerEvent.Origin.FOUND_AFTERWARDS)))
                .isFalse();
        assertThat(action.add(alert("die", 20_000_000_001L, DockerEvent.Origin.FOUND_AFTERWARDS)))
                .isTrue();
        assertThat(action.add(alert("die", 20_000_000_002L))).isTrue();
    }

    @Test
    void showsVerdictOfImagePolicy() {
        Alert alert = alert("start", 1);
        ImageVerdict judgement = new ImageVerdict(
                "mysq", "denied", "why", new ImageVerdict.PolicyRule("rule", "x:1:2"), "remedy", "mysql");
        action.add(alert("die", 2));
        action.add(new Alert(
                alert.event(), "docker-01", List.of("r"), "n", alert.context().withVerdict(judgement)));

        assertThat(action.getAlerts())
                .extracting(one -> one.imagePolicy)
                .containsExactly("", "denied: why (x:1:2); the nearest name that is allowed is mysql");
    }

    private static Alert alert(String what, long timeNano) {
        return alert(what, timeNano, DockerEvent.Origin.STREAM);
    }

    private static Alert alert(String what, long timeNano, DockerEvent.Origin origin) {
        return new Alert(
                event(what, timeNano, "mysql", origin),
                "docker-01",
                List.of("failures"),
                "n",
                new AlertContext(Optional.empty(), List.of(), true, List.of("one", "two")));
    }

    private static DockerEvent event(String what, long timeNano, String name, DockerEvent.Origin origin) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", "container").put("Action", what).put("timeNano", timeNano);
        json.putObject("Actor")
                .put("ID", "1d16b6a5e22a981b")
                .putObject("Attributes")
                .put("name", name)
                .put("image", "mysql:8.4")
                .put("exitCode", "137");
        return DockerEvent.of(json, origin);
    }
}
