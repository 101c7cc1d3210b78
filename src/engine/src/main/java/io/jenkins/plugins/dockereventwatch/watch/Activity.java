package io.jenkins.plugins.dockereventwatch.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Numbers of events and alerts of a host per minute of the last day. Thread-safe. */
public final class Activity {

    private static final int MINUTES = (int) Duration.ofDays(1).toMinutes();

    private final Clock clock;

    /** The numbers of events and alerts by minute since the epoch. */
    private final NavigableMap<Long, long[]> minutes = new TreeMap<>();

    /** The last minute of {@link #minutes}, and its numbers. */
    private long latest = Long.MIN_VALUE;

    private long[] counts;

    /**
     * Activity in a time span.
     *
     * @param start the inclusive start
     * @param length the length
     * @param events the number of events
     * @param alerts the number of alerts
     */
    public record Span(Instant start, Duration length, long events, long alerts) {}

    public Activity(Clock clock) {
        this.clock = clock;
    }

    /** Counts an event at the current time. */
    public synchronized void countEvent() {
        current()[0]++;
    }

    /** Counts alerts at the current time. */
    public synchronized void countAlerts(int number) {
        current()[1] += number;
    }

    private long[] current() {
        long minute = minute(clock.instant());
        if (minute != latest) {
            minutes.headMap(minute - MINUTES, true).clear();
            counts = minutes.computeIfAbsent(minute, key -> new long[2]);
            latest = minute;
        }
        return counts;
    }

    /**
     * Returns the last spans, oldest first. The last span is not complete yet.
     *
     * @param length the length of a span in whole minutes, at least one; spans start at multiples of it since the epoch
     * @param number the number of spans, at least one; {@code length} times {@code number} is at most one day
     * @throws IllegalArgumentException if a value is out of range
     */
    public synchronized List<Span> last(Duration length, int number) {
        long width = length.toMinutes();
        if (width < 1 || number < 1 || width * number > MINUTES) {
            throw new IllegalArgumentException(
                    "Invalid spans " + number + " × " + length + ": expected whole minutes, at most one day in total");
        }
        long first = (minute(clock.instant()) / width - number + 1) * width;
        List<Span> spans = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            spans.add(span(first + i * width, width));
        }
        return spans;
    }

    /** Returns the activity of the current minute and the 59 minutes before it. */
    public synchronized Span lastHour() {
        return span(minute(clock.instant()) - 59, 60);
    }

    private Span span(long from, long width) {
        long seen = 0;
        long alerted = 0;
        for (long[] counts : minutes.subMap(from, from + width).values()) {
            seen += counts[0];
            alerted += counts[1];
        }
        return new Span(Instant.EPOCH.plus(from, ChronoUnit.MINUTES), Duration.ofMinutes(width), seen, alerted);
    }

    private static long minute(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), 60L);
    }
}
