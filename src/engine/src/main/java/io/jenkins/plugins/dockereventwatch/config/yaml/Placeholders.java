package io.jenkins.plugins.dockereventwatch.config.yaml;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Puts secrets in: {@code ${NAME}} is an environment variable, {@code ${file:/run/secrets/x}} a file's content, {@code $$}
 * a dollar sign. Any other dollar sign stays as it is, as patterns have them.
 */
public final class Placeholders {

    private static final String FILE = "file:";

    private final Map<String, String> environment;
    private final Path folder;
    private final Problems problems;
    private final boolean refused;
    private final Set<Path> files = new HashSet<>();

    /**
     * With the variables there are.
     *
     * @param folder where relative files are
     * @param problems told of placeholders that are malformed or stand for nothing
     */
    public Placeholders(Map<String, String> environment, Path folder, Problems problems) {
        this(environment, folder, problems, false);
    }

    private Placeholders(Map<String, String> environment, Path folder, Problems problems, boolean refused) {
        this.environment = environment;
        this.folder = folder;
        this.problems = problems;
        this.refused = refused;
    }

    /** For a text whose surroundings are not here: none stands for anything. */
    public static Placeholders refusing(Problems problems) {
        return new Placeholders(Map.of(), Path.of(""), problems, true);
    }

    /** The files that were read. */
    public Set<Path> files() {
        return files;
    }

    /** A scalar with all placeholders replaced; empty after a complaint. */
    public Optional<String> replace(ScalarNode node) {
        return replace(node, UnaryOperator.identity());
    }

    /**
     * A mail URL with all placeholders replaced by percent-encoded text, so that a password needs no encoding; empty
     * after a complaint.
     */
    public Optional<String> replaceInMailUrl(ScalarNode node) {
        return replace(
                node, value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private Optional<String> replace(ScalarNode node, UnaryOperator<String> encode) {
        try {
            return Optional.of(replace(node.getValue(), encode));
        } catch (IllegalArgumentException e) {
            problems.add(node, e.getMessage());
            return Optional.empty();
        }
    }

    private String replace(String text, UnaryOperator<String> encode) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        StringBuilder replaced = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$$", at)) {
                replaced.append('$');
                at += 2;
            } else if (text.startsWith("${", at)) {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    throw new IllegalArgumentException("'${' without '}'; write '$$' for a dollar sign");
                }
                replaced.append(encode.apply(value(text.substring(at + 2, end))));
                at = end + 1;
            } else {
                replaced.append(text.charAt(at++));
            }
        }
        return replaced.toString();
    }

    private String value(String name) {
        if (refused) {
            throw new IllegalArgumentException(
                    "'${" + name + "}' stands for something that is not in this text; enter the value itself");
        }
        if (name.startsWith(FILE)) {
            return content(name.substring(FILE.length()));
        }
        if (!isVariable(name)) {
            throw new IllegalArgumentException(
                    "'${" + name + "}' is neither ${VARIABLE} nor ${file:/path}; write '$$'" + " for a dollar sign");
        }
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return value;
    }

    private static boolean isVariable(String name) {
        return !name.isEmpty()
                && !Character.isDigit(name.charAt(0))
                && name.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '_'));
    }

    private String content(String path) {
        if (path.isBlank()) {
            throw new IllegalArgumentException("'${file:}' names no file; write ${file:/path}");
        }
        Path file = folder.resolve(path).normalize();
        files.add(file);
        try {
            return TextFile.read(file).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new IllegalArgumentException("the secret file " + file + ": " + e.getMessage(), e);
        }
    }
}
