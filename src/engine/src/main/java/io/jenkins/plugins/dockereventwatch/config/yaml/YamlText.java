package io.jenkins.plugins.dockereventwatch.config.yaml;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** YAML's text as nodes that know their places. */
public final class YamlText {

    private YamlText() {}

    /**
     * Reads one document.
     *
     * @param needed what a file of this kind must have, to say so of an empty one
     * @throws ConfigurationException if it is no YAML, or empty
     */
    public static Node parse(Path file, String text, String needed) throws ConfigurationException {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(20);
        options.setCodePointLimit(TextFile.LARGEST);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw failure(file, 1, 1, "the file is empty; " + needed);
            }
            return root;
        } catch (MarkedYAMLException e) {
            String problem = e.getProblem() == null ? "not YAML" : e.getProblem();
            String context = e.getContext() == null ? "" : e.getContext() + ", ";
            throw failure(
                    file,
                    e.getProblemMark().getLine() + 1,
                    e.getProblemMark().getColumn() + 1,
                    "not YAML: " + context + problem + hint(problem));
        } catch (ReaderException e) {
            String before = text.substring(0, Math.min(text.length(), e.getPosition()));
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            throw failure(
                    file,
                    line,
                    column,
                    String.format("not YAML: the character U+%04X is not allowed", e.getCodePoint()));
        } catch (YAMLException e) {
            throw failure(file, 1, 1, "not YAML: " + e.getMessage());
        }
    }

    private static String hint(String problem) {
        return problem.contains("'\\t'") || problem.contains("\\t(TAB)")
                ? "; indent with blanks, YAML does not take tabs"
                : "";
    }

    private static ConfigurationException failure(Path file, int line, int column, String message) {
        return new ConfigurationException(List.of(new Problem(file, line, column, message)));
    }
}
