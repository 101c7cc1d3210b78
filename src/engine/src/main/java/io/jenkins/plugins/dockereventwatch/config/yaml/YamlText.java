package io.jenkins.plugins.dockereventwatch.config.yaml;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** Parses YAML into nodes with positions. */
public final class YamlText {

    private YamlText() {}

    /**
     * Reads a file with one document.
     *
     * @param expected what the file must contain, for the message about an empty file
     * @throws ConfigurationException if the file cannot be read, is not YAML, or is empty
     */
    public static Node read(Path file, String expected) throws ConfigurationException {
        try {
            return parse(file, TextFile.read(file), expected);
        } catch (IOException e) {
            throw failure(file, 1, 1, e.getMessage());
        }
    }

    /**
     * Parses one document.
     *
     * @param expected what the text must contain, for the message about an empty text
     * @throws ConfigurationException if the text is too large, not YAML, or empty
     */
    public static Node parse(Path file, String text, String expected) throws ConfigurationException {
        if (text.length() > TextFile.MAX_SIZE) {
            throw failure(file, 1, 1, "The text is larger than " + (TextFile.MAX_SIZE >> 10) + " KiB");
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(20);
        options.setCodePointLimit(TextFile.MAX_SIZE);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw failure(file, 1, 1, "The file is empty: " + expected);
            }
            return root;
        } catch (MarkedYAMLException e) {
            String problem = e.getProblem() == null ? "syntax error" : e.getProblem();
            String context = e.getContext() == null ? "" : e.getContext() + ", ";
            throw failure(
                    file,
                    e.getProblemMark().getLine() + 1,
                    e.getProblemMark().getColumn() + 1,
                    "Not YAML: " + context + problem + hint(problem));
        } catch (ReaderException e) {
            String before = text.substring(0, Math.min(text.length(), e.getPosition()));
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            throw failure(file, line, column, String.format("Not YAML: invalid character U+%04X", e.getCodePoint()));
        } catch (YAMLException | NumberFormatException e) {
            // The parser throws the latter for an escaped code point above 7FFFFFFF.
            throw failure(file, 1, 1, "Not YAML: " + e.getMessage());
        }
    }

    private static String hint(String problem) {
        return problem.contains("'\\t'") || problem.contains("\\t(TAB)") ? "; indent with spaces, not with tabs" : "";
    }

    private static ConfigurationException failure(Path file, int line, int column, String message) {
        return new ConfigurationException(List.of(new Problem(file, line, column, message)));
    }
}
