package io.jenkins.plugins.dockereventwatch.config.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** Reports an invalid configuration with all of its problems. */
public final class ConfigurationException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Creates the exception with at least one problem, in the order of the file. */
    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** The problems, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
