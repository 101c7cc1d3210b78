package io.jenkins.plugins.dockereventwatch.template.format;

import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;

/** The flags, width and precision of one verb. */
final class FormatFlags {

    static final int ABSENT = -1;

    boolean sharp;
    boolean zero;
    boolean plus;
    boolean minus;
    boolean space;

    /** {@code %#v}: Go syntax. */
    boolean sharpV;

    int width = ABSENT;
    int precision = ABSENT;

    /** Converts the flags that have a different meaning for {@code %v}. */
    void forDefaultVerb() {
        sharpV = sharp;
        sharp = false;
        plus = false;
    }

    /** Writes the text, padded to the width. */
    void pad(BoundedText out, String text, boolean zeros) {
        int missing = width == ABSENT ? 0 : width - text.codePointCount(0, text.length());
        String padding = missing > 0 ? (zeros ? "0" : " ").repeat(missing) : "";
        out.append(minus ? text : padding).append(minus ? padding : text);
    }
}
