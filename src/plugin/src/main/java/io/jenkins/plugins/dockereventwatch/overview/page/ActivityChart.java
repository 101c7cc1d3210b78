package io.jenkins.plugins.dockereventwatch.overview.page;

import io.jenkins.plugins.dockereventwatch.watch.Activity;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Bars for the last day, half an hour each: of events, or of alerts. */
public final class ActivityChart {

    /** The drawing's height, in units of its own; a bar is one unit wide, with a gap. */
    static final int HEIGHT = 100;

    static final Duration SLOT = Duration.ofMinutes(30);
    static final int SLOTS = 48;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final List<Bar> bars;
    private final long total;
    private final long highest;

    /**
     * A bar.
     *
     * @param x its left edge
     * @param y its upper edge
     * @param height how high it is
     * @param start when it begins, for people
     * @param count what it stands for
     */
    public record Bar(int x, int y, int height, String start, long count) {

        /** For Jelly. */
        public int getX() {
            return x;
        }

        /** For Jelly. */
        public int getY() {
            return y;
        }

        /** For Jelly. */
        public int getHeight() {
            return height;
        }

        /** For Jelly. */
        public String getStart() {
            return start;
        }

        /** For Jelly. */
        public long getCount() {
            return count;
        }
    }

    /**
     * Draws it.
     *
     * @param hosts what the hosts had; their counts are added up
     * @param counted what is counted
     * @param zone for the times
     */
    ActivityChart(List<Activity> hosts, ToLongFunction<Activity.Span> counted, ZoneId zone) {
        long[] counts = new long[SLOTS];
        String[] starts = new String[SLOTS];
        for (Activity host : hosts) {
            List<Activity.Span> spans = host.last(SLOT, SLOTS);
            for (int i = 0; i < SLOTS; i++) {
                counts[i] += counted.applyAsLong(spans.get(i));
                starts[i] = TIME.format(spans.get(i).start().atZone(zone));
            }
        }
        long sum = 0;
        long most = 0;
        for (long count : counts) {
            sum += count;
            most = Math.max(most, count);
        }
        total = sum;
        highest = most;
        bars = hosts.isEmpty() ? List.of() : bars(counts, starts, most);
    }

    private static List<Bar> bars(long[] counts, String[] starts, long highest) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            // What is there at all is to be seen, however little beside the highest.
            int height = counts[i] == 0 ? 0 : Math.max(2, (int) Math.round((double) HEIGHT * counts[i] / highest));
            bars.add(new Bar(i * 10 + 1, HEIGHT - height, height, starts[i], counts[i]));
        }
        return bars;
    }

    /** The bars, oldest first; empty: there are no hosts. */
    public List<Bar> getBars() {
        return bars;
    }

    /** All that was counted. */
    public long getTotal() {
        return total;
    }

    /** What the highest bar stands for. */
    public long getHighest() {
        return highest;
    }

    /** The drawing's box. */
    public String getViewBox() {
        return "0 0 " + SLOTS * 10 + " " + HEIGHT;
    }
}
