package io.jenkins.plugins.dockereventwatch.update.advice;

import java.util.Locale;

/** What to do about a pending update, most urgent first. */
public enum Advice {

    /** A security update to be installed immediately. */
    HOTFIX("Hotfix now"),

    /** To be installed this week. */
    THIS_WEEK("This week"),

    /** A larger update in its waiting period. */
    WAIT("Waiting"),

    /** Not to be installed, because of a hold or of the package manager. */
    HELD("On hold");

    private final String heading;

    Advice(String heading) {
        this.heading = heading;
    }

    /** The heading of the updates with this advice. */
    public String heading() {
        return heading;
    }

    /** {@code hotfix}, {@code this-week}, {@code wait} or {@code held}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
