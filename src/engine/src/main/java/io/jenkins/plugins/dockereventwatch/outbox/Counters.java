package io.jenkins.plugins.dockereventwatch.outbox;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.dockereventwatch.alert.AlertJson;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values of all counters at one time, or their increases between two.
 *
 * @param counts the values by the name of the host or notifier
 */
public record Counters(Map<Counter, Map<String, Long>> counts) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Returns the increases since an earlier time. */
    public Counters since(Counters earlier) {
        Map<Counter, Map<String, Long>> increases = new EnumMap<>(Counter.class);
        counts.forEach((counter, byName) -> {
            Map<String, Long> increased = new TreeMap<>();
            byName.forEach((name, number) -> {
                if (number > earlier.of(counter, name)) {
                    increased.put(name, number - earlier.of(counter, name));
                }
            });
            increases.put(counter, increased);
        });
        return new Counters(increases);
    }

    /** Returns the values as JSON. */
    public String json() {
        return MAPPER.valueToTree(counts).toString();
    }

    /** Parses the result of {@link #json}. */
    public static Counters ofJson(String text) {
        return new Counters(MAPPER.convertValue(AlertJson.parse(text), new TypeReference<>() {}));
    }

    /** Returns the value for a host or notifier; 0 if nothing was counted. */
    public long of(Counter counter, String name) {
        return counts.getOrDefault(counter, Map.of()).getOrDefault(name, 0L);
    }

    /** Returns the sum over all hosts or notifiers. */
    public long sum(Counter counter) {
        return counts.getOrDefault(counter, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Returns the names of hosts or notifiers for which something was counted. */
    public Set<String> names(Counter... counters) {
        Set<String> names = new TreeSet<>();
        for (Counter counter : counters) {
            names.addAll(counts.getOrDefault(counter, Map.of()).keySet());
        }
        return names;
    }
}
