package io.jenkins.plugins.dockereventwatch.step.image;

import hudson.AbortException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Selects the images of a Docker host to check. */
public enum HostImageSelection {
    /** The images of running containers. */
    RUNNING,
    /** All images of the host. */
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
