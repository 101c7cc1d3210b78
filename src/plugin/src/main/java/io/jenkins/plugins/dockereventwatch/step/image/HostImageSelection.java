package io.jenkins.plugins.dockereventwatch.step.image;

import hudson.AbortException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which images of a Docker host a build checks. */
public enum HostImageSelection {
    /** Those of the containers that run. */
    RUNNING,
    /** All that the host has. */
    LOCAL;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static HostImageSelection of(String word) throws AbortException {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new AbortException("Invalid hostImages '" + word + "': expected one of "
                        + Arrays.stream(values()).map(HostImageSelection::word).collect(Collectors.joining(", "))));
    }
}
