package io.jenkins.plugins.dockereventwatch.image.policy;

import java.util.Locale;

/** What a policy says of an image. */
public enum Outcome {
    /** It may be used. */
    ALLOWED,
    /** It may not. */
    DENIED,
    /** It cannot be told, so it must not pass for allowed. */
    UNDETERMINED;

    /** In small letters, as files and messages have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
