package io.jenkins.plugins.dockereventwatch.settings.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Explanation;
import io.jenkins.plugins.dockereventwatch.rule.Explanation.Finding;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleCheck;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tests a rule on past events: which events match, and why others do not. */
final class RuleTrial {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    /** The number of events shown; the rest is only counted. */
    private static final int MAX_SHOWN = 50;

    private static final int MAX_LENGTH = 120;

    private final Rule rule;

    private RuleTrial(Rule rule) {
        this.rule = rule;
    }

    private record Result(String host, DockerEvent event, Explanation explanation) {}

    /**
     * Parses a rule from the JSON of the form.
     *
     * @throws IllegalArgumentException if the rule is invalid; the message states the reason
     */
    static RuleTrial of(String json) {
        RuleSetting rule = new RuleSetting(Messages.RuleSetting_DisplayName());
        List<ConditionSetting> conditions = new ArrayList<>();
        try {
            JsonNode sent = MAPPER.readTree(json == null ? "" : json).path("conditions");
            if (!sent.isArray()) {
                throw new IllegalArgumentException(Messages.RuleTrial_Unreadable());
            }
            for (JsonNode node : sent) {
                conditions.add(new ConditionSetting(
                        node.path("field").asText(),
                        ConditionOperator.valueOf(node.path("operator").asText()),
                        node.path("values").asText()));
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IllegalArgumentException(Messages.RuleTrial_Unreadable());
        }
        rule.setConditions(conditions);
        return new RuleTrial(rule.toRule(List.of()));
    }

    /**
     * Tests the rule on events.
     *
     * @param policy the image policy for conditions on images
     * @return {@code summary}, and {@code events} with {@code text}, {@code matches} and {@code why}: matching events
     *     first, then the latest first
     */
    Map<String, Object> on(Map<String, List<DockerEvent>> eventsByHost, ImagePolicy policy) {
        List<Result> tried = new ArrayList<>();
        eventsByHost.forEach((host, events) ->
                events.forEach(event -> tried.add(new Result(host, event, Explanation.of(rule, policy, event)))));
        tried.sort(Comparator.comparing((Result each) -> !each.explanation.matches())
                .thenComparing(each -> each.event.time(), Comparator.reverseOrder()));
        long matching =
                tried.stream().filter(each -> each.explanation.matches()).count();
        Map<String, Object> result = new LinkedHashMap<>();
        Stream<String> problems = RuleCheck.ofRules(EventFilters.NONE).impossible(rule).stream()
                .map(found -> FormText.message(found.reason()));
        String count =
                tried.isEmpty() ? Messages.RuleTrial_NoEvents() : Messages.RuleTrial_Summary(matching, tried.size());
        result.put("summary", Stream.concat(Stream.of(count), problems).collect(Collectors.joining("; ")));
        result.put(
                "events",
                tried.stream().limit(MAX_SHOWN).map(each -> shown(each, policy)).toList());
        return result;
    }

    private static Map<String, Object> shown(Result tried, ImagePolicy policy) {
        DockerEvent event = tried.event;
        String name = event.attribute("name");
        return Map.of(
                "text",
                cut(TIME.format(event.time()) + " " + tried.host + ": " + event.type() + " "
                        + (name.isEmpty() ? event.actorId() : name) + " " + event.action()),
                "matches",
                tried.explanation.matches(),
                "why",
                tried.explanation.obstacles().stream()
                        .map(finding -> why(finding, policy))
                        .collect(Collectors.joining("; ")));
    }

    private static String why(Finding finding, ImagePolicy policy) {
        String field = ConditionSetting.fieldOf(finding.condition().field());
        if (finding.condition().operator() == Condition.Operator.IMAGE_VERDICT
                && finding.seen().isPresent()) {
            Verdict verdict = policy.judge(finding.seen().get());
            return Messages.RuleTrial_Judged(
                    field,
                    cut(finding.seen().get()),
                    verdict.outcome().word(),
                    SafeText.escape(verdict.decision().reason()));
        }
        return finding.seen()
                .map(seen -> finding.unless()
                        ? Messages.RuleTrial_KeptOut(field, cut(seen))
                        : Messages.RuleTrial_DoesNotFit(field, cut(seen)))
                .orElse(Messages.RuleTrial_Missing(field));
    }

    private static String cut(String text) {
        return SafeText.limit(text, MAX_LENGTH);
    }
}
