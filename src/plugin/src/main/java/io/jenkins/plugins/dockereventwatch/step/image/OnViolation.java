package io.jenkins.plugins.dockereventwatch.step.image;

import hudson.AbortException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The effect on the build if an image is not allowed. */
enum OnViolation {
    FAIL,
    UNSTABLE,
    WARN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OnViolation of(String word) throws AbortException {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new AbortException("Invalid onViolation '" + word + "': expected one of "
                        + Arrays.stream(values()).map(OnViolation::word).collect(Collectors.joining(", "))));
    }
}
