package io.jenkins.plugins.dockereventwatch.config.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects the problems of a file, so that all are reported at once. */
public final class Problems {

    private final Path file;
    private final List<Problem> found = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    public Problems(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /** The position of a node as {@code FILE:LINE:COLUMN}. */
    public String place(Node node) {
        Mark mark = node.getStartMark();
        return file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    public void add(Node node, String message) {
        add(problem(node, message));
    }

    private Problem problem(Node node, String message) {
        Mark mark = node.getStartMark();
        return new Problem(file, mark.getLine() + 1, mark.getColumn() + 1, message);
    }

    /** Adds a problem that does not prevent the use of the file. */
    public void warn(Node node, String message) {
        warn(problem(node, message));
    }

    public void warn(Problem problem) {
        warnings.add(new Problem(problem.file(), problem.line(), problem.column(), "Warning: " + problem.message()));
    }

    public void add(Problem problem) {
        found.add(problem);
    }

    public int count() {
        return found.size();
    }

    /**
     * Fails if there is a problem.
     *
     * @throws ConfigurationException with all problems
     */
    public void check() throws ConfigurationException {
        if (!found.isEmpty()) {
            throw new ConfigurationException(inOrder());
        }
    }

    /** All problems in the order of the file, followed by those of other files. */
    public List<Problem> inOrder() {
        return inOrder(found);
    }

    /** All warnings in the order of the file, followed by those of other files. */
    public List<Problem> warnings() {
        return inOrder(warnings);
    }

    private List<Problem> inOrder(List<Problem> problems) {
        return problems.stream()
                .sorted(Comparator.comparing(
                                (Problem problem) -> !problem.file().equals(file))
                        .thenComparing(Problem::line)
                        .thenComparing(Problem::column))
                .toList();
    }
}
