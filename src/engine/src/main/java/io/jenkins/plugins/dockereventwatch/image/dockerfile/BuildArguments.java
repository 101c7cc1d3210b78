package io.jenkins.plugins.dockereventwatch.image.dockerfile;

import io.jenkins.plugins.dockereventwatch.image.expansion.Expansion;
import io.jenkins.plugins.dockereventwatch.image.expansion.UnknownValueException;
import io.jenkins.plugins.dockereventwatch.image.expansion.VariableExpander;
import io.jenkins.plugins.dockereventwatch.image.expansion.VariableSyntax;
import io.jenkins.plugins.dockereventwatch.image.expansion.Variables;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The variables of {@code FROM}: those that {@code ARG} declares before the first {@code FROM}. */
final class BuildArguments implements Variables {

    private final Map<String, String> given;
    private final char escape;
    /** A word in which white space can be quoted or escaped. */
    private final Pattern word;

    private final Map<String, Argument> declared = new HashMap<>();

    /**
     * A declared argument.
     *
     * @param value its value; null if it has none
     * @param obstacle why its value is unknown; empty if it is known
     */
    private record Argument(String value, String obstacle) {}

    BuildArguments(Map<String, String> given, char escape) {
        this.given = given;
        this.escape = escape;
        String escaped = Pattern.quote(String.valueOf(escape)) + ".";
        this.word = Pattern.compile(
                "(?:" + escaped + "|'[^']*+'?|\"(?:" + escaped + "|[^\"])*+\"?|[^'\"" + GoSpace.CLASS + "])++",
                Pattern.DOTALL);
    }

    /** Adds the arguments that {@code ARG A=1 B} declares. */
    void declare(String text) {
        for (MatchResult found : word.matcher(text).results().toList()) {
            String word = found.group();
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (given.containsKey(name)) {
                String value = given.get(name);
                String obstacle = value == null ? "the value of the build argument " + name + " is unknown" : "";
                declared.put(name, new Argument(value, obstacle));
            } else if (equals < 0) {
                declared.put(name, new Argument(null, ""));
            } else {
                Expansion value = expand(word.substring(equals + 1));
                declared.put(name, new Argument(value.text(), value.obstacle()));
            }
        }
    }

    /** Expands the variables of a word. */
    Expansion expand(String word) {
        return VariableExpander.expand(word, VariableSyntax.dockerfile(escape), this);
    }

    @Override
    public String value(String name) throws UnknownValueException {
        Argument argument = declared.get(name);
        if (argument != null && !argument.obstacle.isEmpty()) {
            throw new UnknownValueException(argument.obstacle, remedy(name));
        }
        return argument == null ? null : argument.value;
    }

    @Override
    public UnknownValueException unset(String name) {
        return new UnknownValueException(
                declared.containsKey(name)
                        ? "the build argument " + name + " has no value"
                        : "no ARG before the first FROM declares " + name,
                remedy(name));
    }

    private String remedy(String name) {
        return declared.containsKey(name)
                ? "set --build-arg " + name + "=VALUE, or a default in ARG " + name + "=VALUE"
                : "declare ARG " + name + "=VALUE before the first FROM";
    }
}
