package io.jenkins.plugins.dockereventwatch.update.advice;

import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import java.util.Locale;

/** Determines an update's waiting period: the size of the change, or a kind that is larger than its version suggests. */
public enum UpdateClass {
    PATCH,
    MINOR,
    MAJOR,

    /** A kernel of another series, such as 6.12 after 6.1. */
    KERNEL,

    /** Part of an upgrade to another release of the distribution. */
    RELEASE;

    static UpdateClass of(PendingUpdate update) {
        if (update.release().isPresent()) {
            return RELEASE;
        }
        return switch (update.change().size()) {
            case PATCH -> PATCH;
            case MINOR -> update.isKernel() ? KERNEL : MINOR;
            case MAJOR -> update.isKernel() ? KERNEL : MAJOR;
        };
    }

    /** In lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
