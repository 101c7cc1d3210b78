package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.event.FieldNames;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which alerts are sent in common messages. The first urgent alert of a group is sent immediately, other ones follow in
 * one message. Modeled on Prometheus Alertmanager's {@code group_by}, {@code group_wait}, {@code group_interval}, and
 * {@code repeat_interval}.
 *
 * @param by the fields whose values the alerts of a group share: {@code host}, {@code project}, {@code container},
 *     {@code image}, {@code rule}, or the path of an event's field; empty: host and compose project, Swarm stack
 *     or Swarm service, or host and container if there is none
 * @param delay how long further alerts, or alerts that are not urgent, are collected; positive
 * @param interval the minimum time between two messages of a group, at least {@code delay}; doubles for an alert that
 *     repeats
 * @param repeat the interval of reminders of a continuing crash loop, and the longest one for an alert that repeats
 */
public record Grouping(List<String> by, Duration delay, Duration interval, Duration repeat) {

    /** The allowed values of {@code by} that are not paths of fields. */
    public static final List<String> NAMES = List.of("host", "project", "container", "image", "rule");

    /** By project or container; 10 seconds, 5 minutes, and 4 hours. */
    public static final Grouping DEFAULT =
            new Grouping(List.of(), Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofHours(4));

    public Grouping {
        by = List.copyOf(by);
        by.forEach(Grouping::checkField);
        if (interval.compareTo(delay) < 0) {
            throw new InvalidValueException("interval", interval.toSeconds() + "s", delay.toSeconds() + "s");
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
            throw new InvalidValueException("group-field", text, String.join(", ", NAMES), meant.get());
        }
        new FieldPath(text);
    }
}
