package io.jenkins.plugins.dockereventwatch.image.compose;

import io.jenkins.plugins.dockereventwatch.image.expansion.Expansion;
import java.util.HashMap;
import java.util.Map;

/**
 * Parses {@code .env} files.
 *
 * @see <a href="https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax">its
 *     syntax</a>
 */
final class EnvironmentFile {

    private EnvironmentFile() {}

    /**
     * Returns the variables of a file. Variables whose value refers to an unset variable are omitted.
     *
     * @param environment other variables that values can refer to
     */
    static Map<String, String> read(String text, Map<String, String> environment) {
        Map<String, String> known = new HashMap<>(environment);
        Map<String, String> variables = new HashMap<>();
        for (String line : text.split("\\R")) {
            String entry = line.strip().replaceFirst("^export\\s+", "");
            int equals = entry.indexOf('=');
            if (equals <= 0 || entry.startsWith("#")) {
                continue;
            }
            String name = entry.substring(0, equals).strip();
            Expansion value = value(entry.substring(equals + 1).strip(), known);
            if (value.isKnown()) {
                variables.put(name, value.text());
                known.putIfAbsent(name, value.text());
            }
        }
        return variables;
    }

    private static Expansion value(String text, Map<String, String> known) {
        ComposeVariables variables = new ComposeVariables(known);
        char quote = text.isEmpty() ? ' ' : text.charAt(0);
        if (quote == '\'' || quote == '"') {
            int end = text.indexOf(quote, 1);
            String inner = end < 0 ? text.substring(1) : text.substring(1, end);
            return quote == '\'' ? Expansion.of(inner) : variables.expand(inner);
        }
        return variables.expand(text.replaceFirst("(^|\\s)#.*", "").strip());
    }
}
