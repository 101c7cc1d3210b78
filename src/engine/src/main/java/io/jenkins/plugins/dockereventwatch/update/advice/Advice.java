package io.jenkins.plugins.dockereventwatch.update.advice;

import java.util.Locale;

/** What to do about a pending update, most urgent first. */
public enum Advice {

    /** A security update to be installed immediately. */
    HOTFIX,

    /** To be installed this week. */
    THIS_WEEK,

    /** A larger update in its waiting period. */
    WAIT,

    /** Not to be installed, because of a hold or of the package manager. */
    HELD;

    /** {@code hotfix}, {@code this-week}, {@code wait} or {@code held}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
