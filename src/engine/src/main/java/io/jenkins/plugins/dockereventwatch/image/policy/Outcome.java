package io.jenkins.plugins.dockereventwatch.image.policy;

import java.util.Locale;

/** The outcome of an image policy. */
public enum Outcome {
    /** The image may be used. */
    ALLOWED,
    /** The image must not be used. */
    DENIED,
    /** The policy cannot decide; must not be treated as allowed. */
    UNDETERMINED;

    /** Returns the name in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
