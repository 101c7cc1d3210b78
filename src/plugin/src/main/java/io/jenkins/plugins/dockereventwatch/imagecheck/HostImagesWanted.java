package io.jenkins.plugins.dockereventwatch.imagecheck;

import hudson.AbortException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which images of a Docker host a build checks. */
public enum HostImagesWanted {
    /** Those of the containers that run. */
    RUNNING,
    /** All that the host has. */
    LOCAL;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static HostImagesWanted of(String word) throws AbortException {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new AbortException("hostImages: '" + word + "' is none of "
                        + Arrays.stream(values()).map(HostImagesWanted::word).collect(Collectors.joining(", "))));
    }
}
