package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

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
     * @param name the input of the hash for {@code H}
     */
    Optional<CronSchedule> read(YamlMapping keys, String name) {
        ZoneId zone = keys.parsed("zone", CronSchedule::zone).orElse(ZoneId.systemDefault());
        Holidays holidays = holidays(keys);
        if (keys.has("schedule")) {
            return keys.parsed("schedule", text -> CronSchedule.parse(text, zone, name, holidays, Instant.now()));
        }
        try {
            return Optional.of(CronSchedule.parse(CronSchedule.WEEKLY, zone, name, holidays, Instant.now()));
        } catch (IllegalArgumentException e) {
            context.problems().add(keys.node(), e.getMessage());
            return Optional.empty();
        }
    }

    private Holidays holidays(YamlMapping keys) {
        try {
            return Holidays.parse(keys.all("holidays", text -> text));
        } catch (IllegalArgumentException e) {
            context.problems().add(keys.get("holidays").orElseThrow().value(), e.getMessage());
            return Holidays.NONE;
        }
    }
}
