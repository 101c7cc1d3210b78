package io.jenkins.plugins.dockereventwatch;

/**
 * Texts of the plugin that several tests expect, of {@code src/test} and of {@code src/test-jenkins}; after a change of
 * a message, only this class needs to follow. The constants are parts of messages: a test adds what its case puts around
 * them.
 */
public final class PluginExpectedTexts {

    /** Followed by the condition. */
    public static final String INVALID_CONDITION = "Invalid condition ";

    /** Followed by the end. */
    public static final String INVALID_END = "Invalid end";

    public static final String LONGEST_REASON = "at most 1000 characters";

    public static final String NO_SILENCES = "No silences.";

    public static final String NO_EVENTS = "No events have been seen";

    public static final String INVALID_DATABASE_URL = "Invalid database URL";

    public static final String IMAGE_POLICY_INVALID = "image policy is invalid";

    public static final String EVERY_MONDAY = "every Monday at 08:00";

    /** Preceded by the host. */
    public static final String HOTFIX_SUBJECT = "] [HOTFIX now] updates:";

    public static final String SECURITY_UPDATE = "security update: install now";

    /** The label of a link. */
    public static final String CONFIRM = "Confirm as installed";

    public static final String NO_FUTURE_DATE = "no future date";

    public static final String OUTSIDE_WORKSPACE = "outside of the workspace";

    public static final String WORKSPACE_EMPTY = "The workspace is empty";

    public static final String NO_SUCH_FILE = "the file does not exist";

    /** Preceded by the host. */
    public static final String HOST_UNAVAILABLE = " is not available to builds";

    public static final String IMAGE_REFUSED = "ERROR: refused: image: 'ghcr.io/evil/x' is denied";

    public static final String LEAST_MEMORY = "expected at least 6m";

    /** Preceded by the memory that a run used. */
    public static final String USED_RESOURCES = "of 64m; CPU time";

    private PluginExpectedTexts() {}

    /** The summary of a check of images. */
    public static String imageCounts(int allowed, int denied, int undetermined) {
        return allowed + denied + undetermined + " images: " + allowed + " allowed, " + denied + " denied, "
                + undetermined + " undetermined";
    }

    /** The result of a run whose command exceeded its memory limit. */
    public static String killed(String memoryLimit) {
        return "killed: memory limit " + memoryLimit + " reached";
    }

    /** The result of a run in whose container another process exceeded the memory limit. */
    public static String processKilled(String memoryLimit) {
        return "a process in the container was " + killed(memoryLimit);
    }
}
