package io.jenkins.plugins.dockereventwatch.settings.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RuleTrialTest {

    private static final ImagePolicy POLICY = ImagePolicy.of(
            new PolicySettings(
                    "settings",
                    new PolicySettings.Official(false, "settings", List.of(), List.of()),
                    new PolicySettings.Patterns(
                            List.of(new PolicySettings.Entry("ghcr.io/acme/**", "settings, allow 1")), List.of()),
                    List.of(),
                    PolicySettings.Limits.NONE,
                    List.of()),
            Clock.systemUTC());

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void explainsMatchesAndMismatches() throws Exception {
        RuleTrial trial = RuleTrial.of("""
                {"conditions": [
                  {"field": "Action", "operator": "IS_ANY_OF", "values": "die"},
                  {"field": "exitCode", "operator": "IS_NONE_OF", "values": "0"}]}
                """);

        Map<String, Object> result = trial.on(
                Map.of(
                        "docker-01",
                        List.of(
                                event(3, "die", "web", "0"),
                                event(2, "start", "web", null),
                                event(1, "die", "db", "1"))),
                POLICY);

        assertThat(result).containsEntry("summary", "1 of the last 3 events would have matched");
        assertThat(events(result)).extracting("matches").containsExactly(true, false, false);
        assertThat(events(result))
                .extracting("why")
                .containsExactly("", "excluded because exitCode is 0", "Action is start");
        assertThat((String) events(result).get(0).get("text")).contains("docker-01: container db die");
    }

    @Test
    void usesCurrentImagePolicy() throws Exception {
        RuleTrial trial = RuleTrial.of("{\"conditions\": [{\"field\": \"image\", \"operator\":"
                + " \"IMAGE_VERDICT_ANY_OF\", \"values\": \"denied\"}]}");

        Map<String, Object> result =
                trial.on(Map.of("h", List.of(image(2, "ghcr.io/acme/tool:1"), image(1, "mysql:8.4"))), POLICY);

        assertThat(events(result)).extracting("matches").containsExactly(true, false);
        assertThat((String) events(result).get(1).get("why"))
                .startsWith("image ghcr.io/acme/tool:1 is allowed: ")
                .hasSizeGreaterThan("image ghcr.io/acme/tool:1 is allowed: ".length());
    }

    @Test
    void missingFieldIsNamed() throws Exception {
        RuleTrial trial = RuleTrial.of(
                "{\"conditions\": [{\"field\": \"signal\", \"operator\": \"MATCHES_ANY_OF\", \"values\": \"9\"}]}");

        assertThat(events(trial.on(Map.of("h", List.of(event(1, "die", "db", "1"))), POLICY)))
                .extracting("why")
                .containsExactly("the event has no signal");
    }

    @Test
    void showsSomeAndCountsAll() throws Exception {
        RuleTrial trial = RuleTrial.of("{\"conditions\": []}");
        List<DockerEvent> many = LongStream.range(0, 500)
                .mapToObj(i -> event(i, "die", "x".repeat(10_000), "1"))
                .toList();

        Map<String, Object> result = trial.on(Map.of("h", many), POLICY);

        assertThat((String) result.get("summary")).startsWith("500 of the last 500");
        assertThat(events(result))
                .hasSize(50)
                .allSatisfy(event -> assertThat((String) event.get("text")).hasSizeLessThanOrEqualTo(120));
    }

    @Test
    void explainsWhyRulesNeverMatch() {
        RuleTrial trial = RuleTrial.of(
                "{\"conditions\": [{\"field\": \"Action\", \"operator\": \"IS_ANY_OF\", \"values\": \"died\"}]}");

        assertThat(trial.on(Map.of("h", List.of(event(1, "die", "web", "0"))), POLICY))
                .containsEntry(
                        "summary",
                        "0 of the last 1 events would have matched; No action matches 'died'; did you mean 'die'?");
    }

    @Test
    void explainsInvalidPattern() {
        assertThatThrownBy(() -> RuleTrial.of(
                        "{\"conditions\": [{\"field\": \"a\", \"operator\": \"MATCHES_ANY_OF\", \"values\": \"(\"}]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RE2");
    }

    @Test
    void rejectsInvalidRules() {
        for (String wrong : new String[] {"", "{", "{\"conditions\": [{\"operator\": \"DROP\"}]}"}) {
            assertThatThrownBy(() -> RuleTrial.of(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> events(Map<String, Object> result) {
        return (List<Map<String, Object>>) result.get("events");
    }

    private static DockerEvent image(long second, String image) {
        ObjectNode json = event(second, "start", "c", null).json().deepCopy();
        ((ObjectNode) json.get("Actor").get("Attributes")).put("image", image);
        return DockerEvent.of(json, DockerEvent.Origin.STREAM);
    }

    private static DockerEvent event(long second, String action, String name, String exitCode) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("Type", "container").put("Action", action).put("timeNano", second * 1_000_000_000L);
        ObjectNode attributes = json.putObject("Actor").put("ID", "id").putObject("Attributes");
        attributes.put("name", name);
        if (exitCode != null) {
            attributes.put("exitCode", exitCode);
        }
        return DockerEvent.of(json, DockerEvent.Origin.STREAM);
    }
}
