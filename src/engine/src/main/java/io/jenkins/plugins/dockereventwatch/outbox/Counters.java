package io.jenkins.plugins.dockereventwatch.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.AlertJson;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts at one moment, or between two.
 *
 * @param counts of each kind, by the host's or the notifier's name
 */
public record Counters(Map<Counter, Map<String, Long>> counts) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** What was counted since the state was made, by all who shared it. */
    public static Counters read(Sql sql) throws SQLException {
        Map<Counter, Map<String, Long>> counts = new EnumMap<>(Counter.class);
        for (Counter what : Counter.values()) {
            Map<String, Long> byName = new TreeMap<>();
            sql.query(
                    row -> byName.put(row.getString(1), row.getLong(2)),
                    "select name, n from tally where what = ?",
                    what.column());
            counts.put(what, byName);
        }
        return new Counters(counts);
    }

    /** What was added since an earlier moment. */
    public Counters since(Counters earlier) {
        Map<Counter, Map<String, Long>> added = new EnumMap<>(Counter.class);
        counts.forEach((what, byName) -> {
            Map<String, Long> more = new TreeMap<>();
            byName.forEach((name, number) -> {
                if (number > earlier.of(what, name)) {
                    more.put(name, number - earlier.of(what, name));
                }
            });
            added.put(what, more);
        });
        return new Counters(added);
    }

    /** As JSON, for {@link #ofJson}. */
    public String json() {
        ObjectNode json = MAPPER.createObjectNode();
        counts.forEach((what, byName) -> {
            ObjectNode names = json.putObject(what.column());
            byName.forEach(names::put);
        });
        return json.toString();
    }

    /** What {@link #json} gave; counts that are not known are left out. */
    public static Counters ofJson(String text) {
        JsonNode json = AlertJson.parse(text);
        Map<Counter, Map<String, Long>> counts = new EnumMap<>(Counter.class);
        for (Counter what : Counter.values()) {
            Map<String, Long> byName = new TreeMap<>();
            json.path(what.column())
                    .properties()
                    .forEach(one -> byName.put(one.getKey(), one.getValue().asLong()));
            counts.put(what, byName);
        }
        return new Counters(counts);
    }

    /** One count; 0 where nothing was counted. */
    public long of(Counter what, String name) {
        return counts.getOrDefault(what, Map.of()).getOrDefault(name, 0L);
    }

    /** Over all names. */
    public long sum(Counter what) {
        return counts.getOrDefault(what, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The names of which something was counted. */
    public Set<String> names(Counter... kinds) {
        Set<String> names = new TreeSet<>();
        for (Counter what : kinds) {
            names.addAll(counts.getOrDefault(what, Map.of()).keySet());
        }
        return names;
    }
}
