package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.DayNames;
import io.jenkins.plugins.dockereventwatch.config.yaml.Scalars;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads an element of {@code silences}. */
final class SilenceReader {

    private static final List<String> KEYS =
            List.of("reason", "when", "when_regex", "match", "days", "from", "to", "zone");

    private final ReadContext context;
    private final RuleReader rules;

    /**
     * Creates a reader.
     *
     * @param rules reads the conditions
     */
    SilenceReader(ReadContext context, RuleReader rules) {
        this.context = context;
        this.rules = rules;
    }

    /** Reads a silence; empty: it is invalid. */
    Optional<RecurringSilence> read(Node node) {
        Map<String, Entry> keys = context.nodes().mapping(node, "a silence", KEYS);
        for (String required : List.of("reason", "from", "to")) {
            if (!keys.isEmpty() && !keys.containsKey(required)) {
                context.problems().add(node, "Missing key '" + required + "' of the silence");
            }
        }
        Scalars scalars = context.scalars();
        List<Condition> matchers = rules.conditions(keys);
        Set<DayOfWeek> days = keys.containsKey("days")
                ? Set.copyOf(scalars.all(keys.get("days"), DayNames::day))
                : EnumSet.allOf(DayOfWeek.class);
        Optional<LocalTime> from = scalars.parsed(keys.get("from"), SilenceReader::time);
        Optional<LocalTime> to = scalars.parsed(keys.get("to"), SilenceReader::time);
        ZoneId zone = scalars.parsed(keys.get("zone"), CronSchedule::zone).orElse(ZoneId.systemDefault());
        Optional<String> reason = scalars.text(keys.get("reason"));
        if (from.isEmpty() || to.isEmpty() || reason.isEmpty() || days.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RecurringSilence(matchers, days, from.get(), to.get(), zone, reason.get()));
        } catch (IllegalArgumentException e) {
            context.problems().add(node, e.getMessage());
            return Optional.empty();
        }
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Invalid time '" + text + "': expected \"02:30\", in quotes", e);
        }
    }
}
