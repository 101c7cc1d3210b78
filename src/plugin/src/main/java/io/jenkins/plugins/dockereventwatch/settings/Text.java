package io.jenkins.plugins.dockereventwatch.settings;

import java.util.stream.Collectors;

/** Brings what was entered into one form. */
final class Text {

    private Text() {}

    /** Without blanks around it; null is empty. */
    static String trimmed(String text) {
        return text == null ? "" : text.strip();
    }

    /** Lines that end as browsers and YAML do not agree on, with line feeds; without empty ones at the end. */
    static String linesOf(String text) {
        return text == null
                ? ""
                : text.lines()
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\n"))
                        .stripTrailing();
    }

    /** As it is, but null is empty and lines end with line feeds: what a browser sends back must not differ. */
    static String ofTextArea(String text) {
        return text == null ? "" : text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
