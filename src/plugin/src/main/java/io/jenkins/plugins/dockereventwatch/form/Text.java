package io.jenkins.plugins.dockereventwatch.form;

import java.util.stream.Collectors;

/** Brings what was entered into one form. */
public final class Text {

    private Text() {}

    /** Without blanks around it; null is empty. */
    public static String trimmed(String text) {
        return text == null ? "" : text.strip();
    }

    /** Lines that end as browsers and YAML do not agree on, with line feeds; without empty ones at the end. */
    public static String linesOf(String text) {
        return text == null
                ? ""
                : text.lines()
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\n"))
                        .stripTrailing();
    }

    /** As it is, but null is empty and lines end with line feeds: what a browser sends back must not differ. */
    public static String ofTextArea(String text) {
        return text == null ? "" : text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
