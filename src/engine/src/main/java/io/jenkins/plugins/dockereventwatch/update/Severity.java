package io.jenkins.plugins.dockereventwatch.update;

import java.util.List;
import java.util.Locale;

/** The severity of a security update according to its source, in ascending order. */
public enum Severity {
    LOW,
    MODERATE,
    IMPORTANT,
    CRITICAL,

    /** Not graded by the source (Debian, Ubuntu, Alpine). */
    UNKNOWN;

    /** The severities without {@link #UNKNOWN}, in ascending order. */
    public static final List<Severity> GRADES = List.of(LOW, MODERATE, IMPORTANT, CRITICAL);

    /** Parses a severity of dnf or zypper. Other words are {@link #UNKNOWN}. */
    public static Severity of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "low" -> LOW;
            case "moderate", "medium" -> MODERATE;
            case "important", "high" -> IMPORTANT;
            case "critical" -> CRITICAL;
            default -> UNKNOWN;
        };
    }

    /** In lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
