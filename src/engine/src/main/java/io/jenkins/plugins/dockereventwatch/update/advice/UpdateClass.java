package io.jenkins.plugins.dockereventwatch.update.advice;

import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import java.util.Locale;

/** What an update waits for by: its size, and two kinds that are larger than their version numbers say. */
public enum UpdateClass {
    PATCH,
    MINOR,
    MAJOR,

    /** A kernel of another series, 6.12 after 6.1. */
    KERNEL,

    /** Part of an upgrade to another release of the distribution. */
    RELEASE;

    static UpdateClass of(PendingUpdate update) {
        if (update.release().isPresent()) {
            return RELEASE;
        }
        return switch (update.size()) {
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
