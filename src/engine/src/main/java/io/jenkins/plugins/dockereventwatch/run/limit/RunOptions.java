package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user asks of a run, as typed; {@link LimitCheck} judges it.
 *
 * @param values by option, none of them null
 */
public record RunOptions(Map<RunOption, List<String>> values) implements Serializable {

    /** Nothing at all. */
    public static final RunOptions NONE = new RunOptions(Map.of());

    /** Copies them. */
    public RunOptions {
        Map<RunOption, List<String>> copy = new EnumMap<>(RunOption.class);
        values.forEach((option, texts) -> copy.put(option, List.copyOf(texts)));
        values = Collections.unmodifiableMap(copy);
    }

    /** These and one more value; of an option that is not repeatable the last one counts, as with {@code docker run}. */
    public RunOptions with(RunOption option, String value) {
        Map<RunOption, List<String>> more = new EnumMap<>(RunOption.class);
        more.putAll(values);
        List<String> texts = option.repeatable() ? new ArrayList<>(all(option)) : new ArrayList<>();
        texts.add(value);
        more.put(option, texts);
        return new RunOptions(more);
    }

    /** These, but nothing of one option. */
    RunOptions without(RunOption option) {
        Map<RunOption, List<String>> fewer = new EnumMap<>(RunOption.class);
        fewer.putAll(values);
        fewer.remove(option);
        return new RunOptions(fewer);
    }

    /** The value of an option that is not repeatable. */
    Optional<String> one(RunOption option) {
        return all(option).stream().reduce((first, last) -> last);
    }

    /** All values of a repeatable option, in order. */
    List<String> all(RunOption option) {
        return values.getOrDefault(option, List.of());
    }
}
