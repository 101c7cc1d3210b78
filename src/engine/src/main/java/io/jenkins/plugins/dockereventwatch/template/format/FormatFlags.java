package io.jenkins.plugins.dockereventwatch.template.format;

import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;

/** The flags, width and precision of one verb of a format. */
final class FormatFlags {

    static final int ABSENT = -1;

    boolean sharp;
    boolean zero;
    boolean plus;
    boolean minus;
    boolean space;

    /** {@code %#v}: as Go source. */
    boolean sharpV;

    int width = ABSENT;
    int precision = ABSENT;

    /** Moves the flags that mean something else for {@code %v}. */
    void forDefaultVerb() {
        sharpV = sharp;
        sharp = false;
        plus = false;
    }

    /** Adds what fills the text up to the width. */
    void pad(BoundedText out, String text, boolean zeros) {
        int missing = width == ABSENT ? 0 : width - text.codePointCount(0, text.length());
        String padding = missing > 0 ? (zeros ? "0" : " ").repeat(missing) : "";
        out.append(minus ? text : padding).append(minus ? padding : text);
    }
}
