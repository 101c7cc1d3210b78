package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import io.jenkins.plugins.dockereventwatch.reminder.PendingWeek;
import java.util.ArrayList;
import java.util.List;

/**
 * A bar chart of the pending updates of the last weeks. Each bar has four parts, from hotfixes at the bottom to held
 * updates at the top.
 */
public final class PendingChart {

    /** The height of the chart in SVG units. */
    static final int HEIGHT = 100;

    /** Half a year. */
    static final int MOST_WEEKS = 26;

    private static final int PITCH = 10;
    private static final List<String> KINDS = List.of("hotfix", "this-week", "wait", "held");

    private final List<Bar> bars = new ArrayList<>();
    private final int highest;

    /**
     * Creates a chart.
     *
     * @param weeks the oldest week first; only the last half year is shown
     */
    PendingChart(List<PendingWeek> weeks) {
        List<PendingWeek> shown = weeks.subList(Math.max(0, weeks.size() - MOST_WEEKS), weeks.size());
        highest = shown.stream().mapToInt(PendingChart::all).max().orElse(0);
        for (int i = 0; i < shown.size(); i++) {
            bars.add(new Bar(shown.get(i), i * PITCH + 1, highest));
        }
    }

    private static int all(PendingWeek week) {
        return week.hotfix() + week.thisWeek() + week.waiting() + week.held();
    }

    /** The bar of a week. */
    public static final class Bar {

        private final WeekView week;
        private final int x;
        private final List<Part> parts = new ArrayList<>();

        private Bar(PendingWeek pending, int x, int highest) {
            this.week = new WeekView(pending);
            this.x = x;
            int[] counts = {pending.hotfix(), pending.thisWeek(), pending.waiting(), pending.held()};
            int below = 0;
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    // Each part ends where the next one begins, independent of rounding.
                    int bottom = scaled(below, highest);
                    below += counts[i];
                    int top = scaled(below, highest);
                    parts.add(new Part(KINDS.get(i), HEIGHT - top, top - bottom));
                }
            }
        }

        private static int scaled(int count, int highest) {
            return (int) Math.round((double) HEIGHT * count / highest);
        }

        /** Returns the week of the bar. */
        public WeekView getWeek() {
            return week;
        }

        /** Returns the left edge. */
        public int getX() {
            return x;
        }

        /** Returns the parts from the bottom up; empty if nothing was pending. */
        public List<Part> getParts() {
            return parts;
        }
    }

    /**
     * A part of a bar.
     *
     * @param kind the kind of updates
     * @param y the upper edge
     * @param height the height
     */
    public record Part(String kind, int y, int height) {

        /** Returns the kind. */
        public String getKind() {
            return kind;
        }

        /** Returns the y. */
        public int getY() {
            return y;
        }

        /** Returns the height. */
        public int getHeight() {
            return height;
        }
    }

    /** Returns the bars, oldest week first. */
    public List<Bar> getBars() {
        return bars;
    }

    /** Returns the number of updates that the highest bar represents. */
    public int getHighest() {
        return highest;
    }

    /** Returns the SVG view box. It always spans half a year, so that the charts of all hosts have the same scale. */
    public String getViewBox() {
        return "0 0 " + MOST_WEEKS * PITCH + " " + HEIGHT;
    }
}
