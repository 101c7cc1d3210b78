package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The options of a run as entered by the user; validated by {@link LimitCheck}.
 *
 * @param values the values by option, never null
 */
public record RunOptions(Map<RunOption, List<String>> values) implements Serializable {

    /** No options. */
    public static final RunOptions NONE = new RunOptions(Map.of());

    public RunOptions {
        Map<RunOption, List<String>> copy = new EnumMap<>(RunOption.class);
        values.forEach((option, texts) -> {
            if (!texts.isEmpty()) {
                copy.put(option, List.copyOf(texts));
            }
        });
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * Returns a copy with an additional value. For an option that is not repeatable, the last value is used, as in
     * {@code docker run}.
     */
    public RunOptions with(RunOption option, String value) {
        Map<RunOption, List<String>> more = new HashMap<>(values);
        List<String> texts = option.repeatable() ? new ArrayList<>(all(option)) : new ArrayList<>();
        texts.add(value);
        more.put(option, texts);
        return new RunOptions(more);
    }

    /** Returns the names of the options without their values, which may be environment variables. */
    @Override
    public String toString() {
        return "RunOptions" + values.keySet();
    }

    /** Returns a copy that has the values of {@code defaults} for options without a value. */
    RunOptions withDefaults(RunOptions defaults) {
        Map<RunOption, List<String>> all = new HashMap<>(defaults.values);
        all.putAll(values);
        return new RunOptions(all);
    }

    /** Returns a copy with each mount replaced. */
    public RunOptions withVolumes(UnaryOperator<String> replacement) {
        Map<RunOption, List<String>> replaced = new HashMap<>(values);
        replaced.put(
                RunOption.VOLUME,
                all(RunOption.VOLUME).stream().map(replacement).toList());
        return new RunOptions(replaced);
    }

    /** Returns a copy without the values of one option. */
    RunOptions without(RunOption option) {
        Map<RunOption, List<String>> fewer = new HashMap<>(values);
        fewer.remove(option);
        return new RunOptions(fewer);
    }

    /** Returns the value of an option that is not repeatable; empty if it was not given. */
    Optional<String> one(RunOption option) {
        return all(option).stream().reduce((first, last) -> last);
    }

    /** Returns all values of a repeatable option, in order. */
    List<String> all(RunOption option) {
        return values.getOrDefault(option, List.of());
    }
}
