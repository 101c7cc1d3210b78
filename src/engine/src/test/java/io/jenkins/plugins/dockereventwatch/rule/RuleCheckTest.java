package io.jenkins.plugins.dockereventwatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.event.RecordedEvents;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Quantifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that match a recorded event are never reported; what is reported is in {@code config/warnings.txt}. */
class RuleCheckTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/events");

    private final Set<String> checked = new HashSet<>();

    @Test
    void acceptsRulesThatMatchRecordedEvents() throws IOException {
        try (Stream<Path> files = Files.walk(RECORDINGS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (RecordedEvents events = new RecordedEvents(Files.newInputStream(file), (line, reason) -> {})) {
                    for (DockerEvent event = events.next(); event != null; event = events.next()) {
                        check(event);
                    }
                }
            }
        }
        assertThat(checked).hasSizeGreaterThan(10);
    }

    private void check(DockerEvent event) {
        if (!checked.add(event.type() + " " + event.action().replaceFirst(": /.*", ""))) {
            return;
        }
        List<Condition> all = new ArrayList<>();
        add("Type", event, all);
        add("Action", event, all);
        List<Condition> ofKind = List.copyOf(all);
        for (String field : List.of("status", "scope", "from")) {
            add(field, event, all);
        }
        event.json()
                .path("Actor")
                .path("Attributes")
                .fieldNames()
                .forEachRemaining(name -> add("Actor.Attributes." + name, event, all));
        EventFilters filters =
                new EventFilters(Map.of("type", List.of(event.type()), "event", List.of(event.action())));
        RuleCheck check = RuleCheck.ofRules(filters);
        for (Condition one : ofKind) {
            for (Condition other : all) {
                Rule rule = new Rule("t", List.of(one, other), List.of(), List.of("n"));
                assertThat(check.impossible(rule)).isEmpty();
            }
        }
        assertThat(new CompiledRule(new Rule("t", all, List.of(), List.of("n")), null).matches(event))
                .isTrue();
    }

    private static void add(String field, DockerEvent event, List<Condition> conditions) {
        String text = new FieldPath(field).textIn(event);
        if (text != null && !text.isEmpty()) {
            FieldPath path = new FieldPath(field);
            conditions.add(new Condition(path, Operator.EQUALS, Quantifier.ANY, List.of(text)));
            String pattern = "^" + Pattern.quote(text.substring(0, (text.length() + 1) / 2));
            conditions.add(new Condition(path, Operator.MATCHES, Quantifier.ALL, List.of(pattern)));
        }
    }
}
