package io.jenkins.plugins.dockereventwatch.overview.silence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.overview.AlertRecord;
import io.jenkins.plugins.dockereventwatch.overview.RecentAlerts;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilenceFormTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final List<String> problems = new ArrayList<>();

    private Optional<Silence> read(SilenceForm form) {
        return form.toSilence(NOW, ZoneOffset.UTC, "david", problems::add);
    }

    private static AlertRecord record(Map<String, String> attributes, String... rules) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", "container").put("Action", "die").put("timeNano", 1_795_457_529_774_000_000L);
        ObjectNode named = json.putObject("Actor").put("ID", "c0ffee").putObject("Attributes");
        attributes.forEach(named::put);
        RecentAlerts recent = new RecentAlerts(List.of(), task -> {});
        for (String rule : rules) {
            recent.add(Alert.of(DockerEvent.of(json, DockerEvent.Origin.STREAM), "docker-01", List.of(rule), "mail"));
        }
        return recent.latestFirst().get(0);
    }

    @Test
    void createsSilenceStartingNow() {
        Silence silence = read(SilenceForm.typed(
                        "\r\n  dockerHostLabel=docker-01 \r\n\r\nActor.Attributes.name=~^my", " 90m", " moves "))
                .orElseThrow();

        assertThat(problems).isEmpty();
        assertThat(silence.matchers())
                .extracting(matcher -> matcher.field() + " " + matcher.operator() + " " + matcher.values())
                .containsExactly("dockerHostLabel EQUALS [docker-01]", "Actor.Attributes.name MATCHES [^my]");
        assertThat(silence.starts()).isEqualTo(NOW);
        assertThat(silence.ends()).isEqualTo("2026-11-24T13:30:00Z");
        assertThat(silence.reason()).isEqualTo("moves");
        assertThat(silence.author()).isEqualTo("david");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThat(read(SilenceForm.typed("mysql", "2026-11-24 11:00", "x".repeat(1001))))
                .isEmpty();
        assertThat(problems)
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).contains(PluginExpectedTexts.INVALID_CONDITION + "'mysql'"))
                .anySatisfy(problem -> assertThat(problem).contains(PluginExpectedTexts.INVALID_END))
                .anySatisfy(problem -> assertThat(problem).contains(PluginExpectedTexts.LONGEST_REASON));

        assertThat(read(SilenceForm.typed(null, null, null))).isEmpty();
        assertThat(problems).hasSize(6);
    }

    @Test
    void prefillsContainerAndRuleOfAlert() {
        SilenceForm form = SilenceForm.of(record(
                Map.of("name", "book-db-1", "image", "mysql:8.4", "com.docker.compose.project", "book"), "a rule"));

        assertThat(form.matchers.lines())
                .containsExactly(
                        "dockerHostLabel=docker-01", "Actor.Attributes.name=book-db-1", "notificationTitle=a rule");
        assertThat(form.alternatives)
                .containsExactly(
                        "Actor.Attributes.com.docker.compose.project=book",
                        "Actor.Attributes.image=mysql:8.4",
                        "Action=die");
        assertThat(form.reason).isEmpty();
        assertThat(read(SilenceForm.typed(form.matchers, form.until, "moves"))).isPresent();
    }

    @Test
    void prefillsOnlyContainerForSeveralRules() {
        SilenceForm form = SilenceForm.of(record(Map.of("name", "mysql"), "a rule", "another"));

        assertThat(form.matchers.lines()).containsExactly("dockerHostLabel=docker-01", "Actor.Attributes.name=mysql");
    }

    @Test
    void matchesUnnamedContainerById() {
        assertThat(SilenceForm.of(record(Map.of(), "a rule")).matchers).contains("Actor.ID=c0ffee");
    }

    @Test
    void escapesLineBreaksAndMatchesTruncatedTexts() {
        SilenceForm form = SilenceForm.of(record(Map.of("name", "x\nnotifier=mail", "image", "i".repeat(501)), "~"));

        assertThat(form.matchers.lines()).hasSize(3);
        assertThat(form.matchers).contains("Actor.Attributes.name=~^x\\x{a}notifier=mail$", "=~^~$");
        assertThat(form.alternatives).contains("Actor.Attributes.image=~^" + "i".repeat(500));
    }

    @Test
    void keyIdentifiesAlert() {
        AlertRecord one = record(Map.of("name", "mysql"), "a rule");

        assertThat(one.key())
                .isEqualTo(record(Map.of("name", "mysql"), "a rule", "another").key());
        assertThat(one.key()).matches("[a-z0-9-]{1,30}");
    }
}
