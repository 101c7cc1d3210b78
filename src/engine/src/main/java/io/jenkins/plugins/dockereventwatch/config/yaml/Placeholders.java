package io.jenkins.plugins.dockereventwatch.config.yaml;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Replaces {@code ${NAME}} by an environment variable, {@code ${file:/run/secrets/x}} by the content of a file, and
 * {@code $$} by a dollar sign. Other dollar signs are kept: patterns contain them.
 */
public final class Placeholders {

    private static final String FILE = "file:";
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern TOKEN = Pattern.compile("\\$\\$|\\$\\{([^}]*)(}?)");

    private final Optional<Map<String, String>> environment;
    private final Path folder;
    private final Set<Path> files;
    private final Problems problems;

    private Placeholders(Optional<Map<String, String>> environment, Path folder, Set<Path> files, Problems problems) {
        this.environment = environment;
        this.folder = folder;
        this.files = files;
        this.problems = problems;
    }

    /**
     * Placeholders with values.
     *
     * @param folder the base of relative paths
     * @param files collects the files that are read
     * @param problems receives invalid placeholders, and those without a value
     */
    public static Placeholders of(Map<String, String> environment, Path folder, Set<Path> files, Problems problems) {
        return new Placeholders(Optional.of(environment), folder, files, problems);
    }

    /** Placeholders without values, for a text from elsewhere: each is a problem. */
    public static Placeholders unavailable(Problems problems) {
        return new Placeholders(Optional.empty(), Path.of(""), Set.of(), problems);
    }

    /** Whether a text contains no placeholder. */
    public boolean isLiteral(ScalarNode node) {
        return !node.getValue().contains("${");
    }

    /** The text of a scalar with all placeholders replaced; empty: a placeholder has no value. */
    public Optional<String> replace(ScalarNode node) {
        return replace(node, UnaryOperator.identity());
    }

    /**
     * A URL with all placeholders replaced; empty: a placeholder has no value. In mail URLs the values are
     * percent-encoded, so that passwords need not be. Placeholders that are unavailable are reported and removed.
     */
    public Optional<String> replaceInUrl(ScalarNode node) {
        String text = node.getValue();
        if (environment.isEmpty()) {
            if (!isLiteral(node)) {
                problems.add(node, "The value of '${...}' is not part of this text: enter it as credentials");
            }
            return Optional.of(text.replaceAll("\\$\\{[^}]*}", "").replace("$$", "$"));
        }
        boolean isMail = text.strip().toLowerCase(Locale.ROOT).startsWith("smtp");
        return isMail
                ? replace(
                        node,
                        value ->
                                URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"))
                : replace(node);
    }

    private Optional<String> replace(ScalarNode node, UnaryOperator<String> encoder) {
        try {
            StringBuilder replaced = new StringBuilder();
            Matcher token = TOKEN.matcher(node.getValue());
            while (token.find()) {
                String value = token.group(1) == null ? "$" : encoder.apply(value(token));
                token.appendReplacement(replaced, Matcher.quoteReplacement(value));
            }
            return Optional.of(token.appendTail(replaced).toString());
        } catch (IllegalArgumentException e) {
            problems.add(node, e.getMessage());
            return Optional.empty();
        }
    }

    private String value(Matcher token) {
        String name = token.group(1);
        if (token.group(2).isEmpty()) {
            throw new IllegalArgumentException("'${' without '}'; write '$$' for a dollar sign");
        }
        if (environment.isEmpty()) {
            throw new IllegalArgumentException(
                    "The value of '${" + name + "}' is not part of this text: enter the value itself");
        }
        if (name.startsWith(FILE)) {
            return content(name.substring(FILE.length()));
        }
        if (!VARIABLE.matcher(name).matches()) {
            throw new IllegalArgumentException("Invalid placeholder '${" + name
                    + "}': expected ${VARIABLE} or ${file:/path}; write '$$' for a dollar sign");
        }
        String value = environment.get().get(name);
        if (value == null) {
            throw new IllegalArgumentException("The environment variable " + name + " is not set");
        }
        return value;
    }

    private String content(String path) {
        if (path.isBlank()) {
            throw new IllegalArgumentException("Invalid placeholder '${file:}': expected ${file:/path}");
        }
        Path file = folder.resolve(path).normalize();
        files.add(file);
        try {
            return TextFile.read(file).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new IllegalArgumentException("Secret file " + file + ": " + e.getMessage(), e);
        }
    }
}
