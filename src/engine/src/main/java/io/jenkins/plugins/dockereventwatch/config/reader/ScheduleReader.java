package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code schedule}, {@code zone} and {@code holidays}. */
final class ScheduleReader {

    static final List<String> KEYS = List.of("schedule", "zone", "holidays");

    private final ReadContext context;

    ScheduleReader(ReadContext context) {
        this.context = context;
    }

    /**
     * Reads a schedule; empty: it is invalid. The default is weekly.
     *
     * @param node the mapping of the keys
     * @param name the input of the hash for {@code H}
     */
    Optional<CronSchedule> read(Node node, Map<String, Entry> keys, String name) {
        ZoneId zone =
                context.scalars().parsed(keys.get("zone"), CronSchedule::zone).orElse(ZoneId.systemDefault());
        Holidays holidays = holidays(keys.get("holidays"));
        Entry entry = keys.get("schedule");
        if (entry != null) {
            return context.scalars()
                    .parsed(entry, text -> CronSchedule.parse(text, zone, name, holidays, Instant.now()));
        }
        try {
            return Optional.of(CronSchedule.parse(CronSchedule.WEEKLY, zone, name, holidays, Instant.now()));
        } catch (IllegalArgumentException e) {
            context.problems().add(node, e.getMessage());
            return Optional.empty();
        }
    }

    private Holidays holidays(Entry entry) {
        if (entry != null) {
            try {
                return Holidays.parse(context.scalars().all(entry, text -> text));
            } catch (IllegalArgumentException e) {
                context.problems().add(entry.value(), e.getMessage());
            }
        }
        return Holidays.NONE;
    }
}
