package io.jenkins.plugins.dockereventwatch.step.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a container gets of a step's environment. */
public final class ContainerEnvironment {

    /** Must be the image's own. */
    private static final String PATH = "PATH";

    private ContainerEnvironment() {}

    /** On the agent: as {@code NAME=VALUE}. What the agent itself has says nothing to a container. */
    public static List<String> of(Map<String, String> step) {
        List<String> variables = new ArrayList<>();
        new TreeMap<>(step).forEach((name, value) -> {
            if (!name.isEmpty() && !name.equals(PATH) && !value.equals(System.getenv(name))) {
                variables.add(name + "=" + value);
            }
        });
        return variables;
    }
}
