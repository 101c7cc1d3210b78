package io.jenkins.plugins.dockereventwatch.runner;

/**
 * Texts of the program that several tests expect; after a change of a message, only this class needs to follow. The
 * constants are parts of messages: a test adds what its case puts around them.
 */
public final class ExpectedTexts {

    public static final String FOLLOWING_ENGINE = "following Docker Engine";

    public static final String RETRYING = "retrying";

    public static final String NO_SUCH_SOCKET = "there is no such socket";

    public static final String INVALID_HOST = "Invalid Docker host";

    public static final String NO_SUCH_FILE = "No such file";

    /** Followed by the key in single quotes. */
    public static final String UNKNOWN_KEY = "Unknown key ";

    /** Followed by the reason. */
    public static final String REFUSED = "docker-event-watch: refused: ";

    public static final String NO_UPDATES_DUE = "nothing to do now";

    /** Of a Debian 12 whose updates are in the samples. */
    public static final String HOTFIXES_DUE = "81 hotfixes now";

    public static final String UPDATES_UNKNOWN = "Cannot determine the pending updates";

    /** Preceded by the container. */
    public static final String DIED = " died with exit code 1";

    /** Preceded by the container. */
    public static final String CRASH_LOOP_STARTED = " is in a crash loop: 3 deaths in 5 minutes";

    /** Preceded by the container, followed by the number of deaths. */
    public static final String CRASH_LOOP_ENDED = "'s crash loop is over: ";

    private ExpectedTexts() {}

    /** The end of a replay's summary. */
    public static String replayCounts(int alerts, int messages) {
        return " " + alerts + " alerts, " + messages + " messages";
    }

    /** The summary of a check of images. */
    public static String imageCounts(int allowed, int denied, int undetermined) {
        return allowed + denied + undetermined + " images: " + allowed + " allowed, " + denied + " denied, "
                + undetermined + " undetermined";
    }
}
