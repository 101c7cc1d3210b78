package io.jenkins.plugins.dockereventwatch.update;

import java.util.List;
import java.util.Locale;

/** How grave a security update is, as far as its source says, from least to most. */
public enum Severity {
    LOW,
    MODERATE,
    IMPORTANT,
    CRITICAL,

    /** The source does not grade its security updates (Debian, Ubuntu, Alpine). */
    UNKNOWN;

    /** Those that are a grade, from least to most: what a policy can draw a line at. */
    public static final List<Severity> GRADES = List.of(LOW, MODERATE, IMPORTANT, CRITICAL);

    /** Reads the words of dnf and zypper; what is none of them is unknown. */
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
