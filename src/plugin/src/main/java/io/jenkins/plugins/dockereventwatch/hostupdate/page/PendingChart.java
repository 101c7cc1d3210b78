package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import io.jenkins.plugins.dockereventwatch.reminder.PendingWeek;
import java.util.ArrayList;
import java.util.List;

/** Bars of what was pending in the last weeks, each of four parts: hotfixes below, what is held on top. */
public final class PendingChart {

    /** The drawing's height, in units of its own. */
    static final int HEIGHT = 100;

    /** Half a year. */
    static final int MOST_WEEKS = 26;

    private static final int PITCH = 10;
    private static final List<String> KINDS = List.of("hotfix", "this-week", "wait", "held");

    private final List<Bar> bars = new ArrayList<>();
    private final int highest;

    /**
     * Draws it.
     *
     * @param weeks the oldest first; of more than half a year the last
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

    /** A week's bar. */
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
                    // Each part ends where the next begins, whatever is rounded.
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

        /** What it stands for. */
        public WeekView getWeek() {
            return week;
        }

        /** Its left edge. */
        public int getX() {
            return x;
        }

        /** Its parts, from below; none where nothing was pending. */
        public List<Part> getParts() {
            return parts;
        }
    }

    /**
     * A part of a bar.
     *
     * @param kind which updates
     * @param y its upper edge
     * @param height how high it is
     */
    public record Part(String kind, int y, int height) {

        /** For Jelly. */
        public String getKind() {
            return kind;
        }

        /** For Jelly. */
        public int getY() {
            return y;
        }

        /** For Jelly. */
        public int getHeight() {
            return height;
        }
    }

    /** The bars, oldest first. */
    public List<Bar> getBars() {
        return bars;
    }

    /** What the highest bar stands for. */
    public int getHighest() {
        return highest;
    }

    /** The drawing's box: always of half a year, so that the charts of all hosts have one scale. */
    public String getViewBox() {
        return "0 0 " + MOST_WEEKS * PITCH + " " + HEIGHT;
    }
}
