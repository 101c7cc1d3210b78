package io.jenkins.plugins.dockereventwatch.update.advice;

import java.util.Locale;

/** What to do about a pending update, most urgent first. */
public enum Advice {

    /** A security update: now, whatever the day. */
    HOTFIX,

    /** With the weekly round. */
    THIS_WEEK,

    /** A larger update: when others have tried it for a while. */
    WAIT,

    /** Known to be bad, by us or by the package manager. */
    HELD;

    /** {@code hotfix}, {@code this-week}, {@code wait} or {@code held}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
