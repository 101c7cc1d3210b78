package io.jenkins.plugins.dockereventwatch.watch.container;

import java.util.Arrays;
import java.util.List;

/** Selects the last lines of a container's log for an alert, after secrets have been masked. */
final class LogExcerpt {

    /** Lines to request: more than an excerpt has, so that multi-line secrets are complete when they are masked. */
    static final int REQUESTED_LINES = 100;

    private static final int LINES = 20;
    private static final int MAX_LINE_LENGTH = 400;

    private LogExcerpt() {}

    static List<String> of(String text) {
        List<String> lines = Arrays.stream(text.split("\n"))
                .filter(line -> !line.isBlank())
                .map(LogExcerpt::cut)
                .toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }

    private static String cut(String line) {
        if (line.length() <= MAX_LINE_LENGTH) {
            return line;
        }
        int end = MAX_LINE_LENGTH - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
