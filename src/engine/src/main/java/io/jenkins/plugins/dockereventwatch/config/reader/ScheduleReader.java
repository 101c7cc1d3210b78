package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.Placeholders;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.Scalars;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code schedule}, {@code zone} and {@code holidays} of what is due again and again. */
final class ScheduleReader {

    static final List<String> KEYS = List.of("schedule", "zone", "holidays");

    private final Problems problems;
    private final YamlNodes nodes;
    private final Placeholders placeholders;
    private final Scalars scalars;

    ScheduleReader(Problems problems, Placeholders placeholders) {
        this.problems = problems;
        this.nodes = new YamlNodes(problems);
        this.placeholders = placeholders;
        this.scalars = new Scalars(problems, placeholders);
    }

    /**
     * Reads it; weekly where nothing is said, empty after a complaint.
     *
     * @param node where it stands
     * @param keys what stands there
     * @param name what Jenkins' {@code H} is hashed from
     */
    Optional<CronSchedule> read(Node node, Map<String, Entry> keys, String name) {
        ZoneId zone = scalars.parsed(keys.get("zone"), CronSchedule::zone).orElse(ZoneId.systemDefault());
        Holidays holidays = holidays(keys.get("holidays"));
        Entry entry = keys.get("schedule");
        String text = entry == null ? CronSchedule.WEEKLY : scalars.text(entry).orElse(null);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(CronSchedule.parse(text, zone, name, holidays, Instant.now()));
        } catch (IllegalArgumentException e) {
            problems.add(entry == null ? node : entry.value(), e.getMessage());
            return Optional.empty();
        }
    }

    private Holidays holidays(Entry entry) {
        if (entry != null) {
            List<String> texts = new ArrayList<>();
            nodes.scalars(entry.value(), "holidays")
                    .forEach(day -> placeholders.replace(day).ifPresent(texts::add));
            try {
                return Holidays.parse(texts);
            } catch (IllegalArgumentException e) {
                problems.add(entry.value(), e.getMessage());
            }
        }
        return Holidays.NONE;
    }
}
