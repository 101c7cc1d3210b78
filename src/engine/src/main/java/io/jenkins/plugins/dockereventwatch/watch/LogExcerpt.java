package io.jenkins.plugins.dockereventwatch.watch;

import java.util.Arrays;
import java.util.List;

/** Makes a few short lines of the end of a container's log, after its secrets have been hidden. */
final class LogExcerpt {

    /** Lines asked of the engine: more than are told, so that a secret over several lines is there as a whole. */
    static final int ASKED = 100;

    private static final int LINES = 20;
    private static final int LONGEST_LINE = 400;

    private LogExcerpt() {}

    static List<String> of(String text) {
        List<String> lines = Arrays.stream(text.split("\n"))
                .filter(line -> !line.isBlank())
                .map(LogExcerpt::cut)
                .toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }

    private static String cut(String line) {
        if (line.length() <= LONGEST_LINE) {
            return line;
        }
        int end = LONGEST_LINE - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
