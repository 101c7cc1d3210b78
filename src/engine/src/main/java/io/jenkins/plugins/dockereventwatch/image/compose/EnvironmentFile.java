package io.jenkins.plugins.dockereventwatch.image.compose;

import java.util.HashMap;
import java.util.Map;

/**
 * The variables of a {@code .env} file.
 *
 * @see <a href="https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax">its
 *     syntax</a>
 */
final class EnvironmentFile {

    private EnvironmentFile() {}

    /**
     * Reads it. A variable whose value needs one that is not set is left out.
     *
     * @param environment variables that it may refer to, beside its own
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
            ComposeValue value = value(entry.substring(equals + 1).strip(), known);
            if (value.obstacle().isEmpty()) {
                variables.put(name, value.text());
                known.putIfAbsent(name, value.text());
            }
        }
        return variables;
    }

    private static ComposeValue value(String text, Map<String, String> known) {
        char quote = text.isEmpty() ? ' ' : text.charAt(0);
        if (quote == '\'' || quote == '"') {
            int end = text.indexOf(quote, 1);
            String inner = end < 0 ? text.substring(1) : text.substring(1, end);
            return quote == '\'' ? new ComposeValue(inner, "", "") : new Interpolation(inner, known).value();
        }
        return new Interpolation(text.replaceFirst("(^|\\s)#.*", "").strip(), known).value();
    }
}
