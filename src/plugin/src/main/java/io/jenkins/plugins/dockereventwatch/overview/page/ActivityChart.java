package io.jenkins.plugins.dockereventwatch.overview.page;

import io.jenkins.plugins.dockereventwatch.watch.Activity;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** A bar chart of the events or alerts of the last day, with one bar per half hour. */
public final class ActivityChart {

    /** The height of the chart in SVG units. */
    static final int HEIGHT = 100;

    static final Duration SLOT = Duration.ofMinutes(30);
    static final int SLOTS = 48;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /** The bars, oldest first; empty if there are no hosts. */
    public final List<Bar> bars;

    public final long total;

    /** The number that the highest bar represents. */
    public final long highest;

    /**
     * A bar.
     *
     * @param x the left edge
     * @param y the upper edge
     * @param height the height
     * @param start the start time, formatted for display
     * @param count the number of events or alerts
     */
    public record Bar(int x, int y, int height, String start, long count) {}

    /** @param hosts the activities, which are summed up */
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
            // A bar that is not zero must be visible.
            int height = counts[i] == 0 ? 0 : Math.max(2, (int) Math.round((double) HEIGHT * counts[i] / highest));
            bars.add(new Bar(i * 10 + 1, HEIGHT - height, height, starts[i], counts[i]));
        }
        return bars;
    }

    public String getViewBox() {
        return "0 0 " + SLOTS * 10 + " " + HEIGHT;
    }
}
