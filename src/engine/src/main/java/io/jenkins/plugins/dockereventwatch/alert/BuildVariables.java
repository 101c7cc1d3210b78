package io.jenkins.plugins.dockereventwatch.alert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environment variables that Jenkins sets for whatever a build runs. The Docker Pipeline plugin passes them on to
 * the containers of {@code inside}; {@code docker run} does when told to ({@code -e BUILD_URL -e JOB_NAME -e
 * BUILD_NUMBER}).
 */
public final class BuildVariables {

    private static final Set<String> NAMES = Set.of("BUILD_URL", "JOB_NAME", "BUILD_NUMBER", "NODE_NAME");

    private BuildVariables() {}

    /**
     * The build that a container claims by its environment.
     *
     * @param environment as an engine lists it, {@code NAME=value} each
     * @return empty if it names none
     */
    public static Optional<BuildReference> read(List<String> environment) {
        Map<String, String> variables = new HashMap<>();
        for (String variable : environment) {
            int sign = variable.indexOf('=');
            if (sign > 0 && NAMES.contains(variable.substring(0, sign))) {
                variables.put(variable.substring(0, sign), variable.substring(sign + 1));
            }
        }
        return BuildReference.ofClaim(
                variables.get("BUILD_URL"),
                variables.get("JOB_NAME"),
                variables.get("BUILD_NUMBER"),
                variables.get("NODE_NAME"),
                null);
    }
}
