package io.jenkins.plugins.dockereventwatch.step.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Selects the environment variables of a step that a container gets. */
public final class ContainerEnvironment {

    /** Not passed: the image's own value must apply. */
    private static final String PATH = "PATH";

    private ContainerEnvironment() {}

    /**
     * Returns the variables as {@code NAME=VALUE}. Variables with the same value on the agent are omitted. To be called
     * on the agent.
     */
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
