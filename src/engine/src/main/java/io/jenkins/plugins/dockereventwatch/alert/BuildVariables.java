package io.jenkins.plugins.dockereventwatch.alert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environment variables that identify a Jenkins build. The Docker Pipeline plugin passes them to the containers of
 * {@code inside}; {@code docker run} needs the options {@code -e BUILD_URL -e JOB_NAME -e BUILD_NUMBER}.
 */
public final class BuildVariables {

    private static final Set<String> NAMES = Set.of("BUILD_URL", "JOB_NAME", "BUILD_NUMBER", "NODE_NAME");

    private BuildVariables() {}

    /**
     * Returns the build that a container's environment claims.
     *
     * @param environment variables as {@code NAME=value}
     * @return empty if they identify no build
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
