package io.jenkins.plugins.dockereventwatch.config.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Gathers what is wrong with a file, so that all of it is told at once. */
public final class Problems {

    private final Path file;
    private final List<Problem> found = new ArrayList<>();

    public Problems(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    public void add(Node node, String message) {
        add(node.getStartMark(), message);
    }

    public void add(Mark mark, String message) {
        add(new Problem(file, mark.getLine() + 1, mark.getColumn() + 1, message));
    }

    public void add(Problem problem) {
        found.add(problem);
    }

    public int count() {
        return found.size();
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All of them in the order of the file; those of other files, which it names, last. */
    public List<Problem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparing(
                                (Problem problem) -> !problem.file().equals(file))
                        .thenComparing(Problem::line)
                        .thenComparing(Problem::column))
                .toList();
    }
}
