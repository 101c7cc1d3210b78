package io.jenkins.plugins.dockereventwatch.run.limit;

import java.util.Arrays;

/** Determines when an image is pulled. */
public enum PullPolicy {
    /** If the engine does not have the image. */
    MISSING,
    /** Before every run; the run fails if the registry does not respond. */
    ALWAYS,
    /** Never. */
    NEVER;

    /** Parses a name; throws an {@link IllegalArgumentException} that lists the names. */
    static PullPolicy parse(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(Refusal.invalid("pull policy", text, "missing, always or never")));
    }
}
