package io.jenkins.plugins.dockereventwatch.image.dockerfile;

import io.jenkins.plugins.dockereventwatch.image.expansion.Expansion;
import io.jenkins.plugins.dockereventwatch.image.expansion.UnknownValueException;
import io.jenkins.plugins.dockereventwatch.image.expansion.VariableExpander;
import io.jenkins.plugins.dockereventwatch.image.expansion.VariableSyntax;
import io.jenkins.plugins.dockereventwatch.image.expansion.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The variables of {@code FROM}: those that {@code ARG} declares before the first {@code FROM}. */
final class BuildArguments implements Variables {

    private final Map<String, String> given;
    private final char escape;
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
    }

    /** Adds the arguments that {@code ARG A=1 B} declares. */
    void declare(String text) {
        for (String word : words(text)) {
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

    /** Splits text at white space that is not quoted or escaped. Quotation marks and escapes are kept. */
    private List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && GoSpace.isSpace(c)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                continue;
            }
            word.append(c);
            if (c == escape && quote != '\'' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
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
