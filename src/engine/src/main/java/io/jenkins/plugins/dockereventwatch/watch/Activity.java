package io.jenkins.plugins.dockereventwatch.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** How many events and alerts a host had in each minute of the last day. Shared between threads. */
public final class Activity {

    private static final int MINUTES = (int) Duration.ofDays(1).toMinutes();

    private final Clock clock;

    /** One place for each minute of a day: which minute since the epoch it stands for at present, and its counts. */
    private final long[] minutes = new long[MINUTES];

    private final long[] events = new long[MINUTES];
    private final long[] alerts = new long[MINUTES];

    /**
     * What happened in a span of time.
     *
     * @param start its first moment
     * @param length how long it is
     * @param events how many events were seen
     * @param alerts how many alerts were made
     */
    public record Span(Instant start, Duration length, long events, long alerts) {}

    /**
     * Counts nothing yet.
     *
     * @param clock tells which minute it is
     */
    public Activity(Clock clock) {
        this.clock = clock;
    }

    /** Counts an event, as of now. */
    public synchronized void countEvent() {
        events[current()]++;
    }

    /** Counts alerts, as of now. */
    public synchronized void countAlerts(int number) {
        alerts[current()] += number;
    }

    private int current() {
        long minute = minute(clock.instant());
        int place = (int) (minute % MINUTES);
        if (minutes[place] != minute) {
            minutes[place] = minute;
            events[place] = 0;
            alerts[place] = 0;
        }
        return place;
    }

    /**
     * The last spans, oldest first; the last one is the present one and not over yet.
     *
     * @param length of each, in whole minutes, at least one; spans begin at whole multiples of it since the epoch
     * @param number how many, at least one; {@code length} times {@code number} is a day at most
     */
    public synchronized List<Span> last(Duration length, int number) {
        long width = length.toMinutes();
        if (width < 1 || number < 1 || width * number > MINUTES) {
            throw new IllegalArgumentException(number + " spans of " + length + ": minutes up to one day are kept");
        }
        long first = (minute(clock.instant()) / width - number + 1) * width;
        List<Span> spans = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            spans.add(span(first + i * width, width));
        }
        return spans;
    }

    /** The last hour, up to now: the present minute and the 59 before it. */
    public synchronized Span lastHour() {
        return span(minute(clock.instant()) - 59, 60);
    }

    private Span span(long from, long width) {
        long seen = 0;
        long alerted = 0;
        for (long minute = from; minute < from + width; minute++) {
            int place = (int) Math.floorMod(minute, (long) MINUTES);
            if (minutes[place] == minute) {
                seen += events[place];
                alerted += alerts[place];
            }
        }
        return new Span(Instant.EPOCH.plus(from, ChronoUnit.MINUTES), Duration.ofMinutes(width), seen, alerted);
    }

    private static long minute(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), 60L);
    }
}
