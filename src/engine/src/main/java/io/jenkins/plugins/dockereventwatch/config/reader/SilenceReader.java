package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.DayNames;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
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
        YamlMapping silence = context.yaml().mapping(node, "a silence", KEYS);
        silence.require("reason", "from", "to");
        List<Condition> matchers = rules.conditions(silence);
        Set<DayOfWeek> days =
                silence.has("days") ? Set.copyOf(silence.all("days", DayNames::day)) : EnumSet.allOf(DayOfWeek.class);
        Optional<LocalTime> from = silence.parsed("from", SilenceReader::time);
        Optional<LocalTime> to = silence.parsed("to", SilenceReader::time);
        ZoneId zone = silence.parsed("zone", CronSchedule::zone).orElse(ZoneId.systemDefault());
        Optional<String> reason = silence.text("reason");
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
