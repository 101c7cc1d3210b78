package io.jenkins.plugins.dockereventwatch.config.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with all of its problems in the order of the file. */
public final class ConfigurationException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** With at least one problem. */
    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** All of its problems, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
