package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.event.FieldNames;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which alerts share messages: the first goes out at once, what comes with it follows in one message. The model is
 * Prometheus Alertmanager's {@code group_by}, {@code group_wait}, {@code group_interval}, {@code repeat_interval}.
 *
 * @param by what alerts of one group have in common: {@code host}, {@code project}, {@code container}, {@code image},
 *     {@code rule}, or an event's field by its path; empty: host and compose project, or host and container where there
 *     is no project
 * @param delay how long companions of the first are gathered, and what is not urgent, positive
 * @param interval between two messages of a group otherwise, at least {@code delay}
 * @param repeat between two messages about a crash loop that goes on
 */
public record Grouping(List<String> by, Duration delay, Duration interval, Duration repeat) {

    /** What {@code by} may name beside the paths of fields. */
    public static final List<String> NAMES = List.of("host", "project", "container", "image", "rule");

    /** By compose project or container; ten seconds, five minutes, four hours. */
    public static final Grouping DEFAULT =
            new Grouping(List.of(), Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofHours(4));

    /** Copies the list, and validates the values. */
    public Grouping {
        by = List.copyOf(by);
        by.forEach(Grouping::checkField);
        if (interval.compareTo(delay) < 0) {
            throw new IllegalArgumentException("Invalid interval: expected at least the time of wait");
        }
    }

    /**
     * Checks an element of {@code by}.
     *
     * @throws IllegalArgumentException if it is neither a name nor the path of a field
     */
    public static void checkField(String text) {
        if (NAMES.contains(text)) {
            return;
        }
        Optional<String> meant = FieldNames.meant(text);
        if (meant.isPresent()) {
            throw new IllegalArgumentException("Invalid field '" + text + "': expected " + String.join(", ", NAMES)
                    + " or a field of events; did you mean '" + meant.get() + "'?");
        }
        FieldPath.of(text);
    }
}
