package io.jenkins.plugins.dockereventwatch;

/** Parts of texts for users that several tests expect, so that a changed text is changed here once. */
public final class ExpectedTexts {

    // Mails and headlines of alerts

    public static final String DIED = "died with exit code 1";
    public static final String IN_CRASH_LOOP = "is in a crash loop: ";
    public static final String STILL_IN_CRASH_LOOP = "is still in a crash loop: ";
    public static final String CRASH_LOOP_OVER = "crash loop is over: ";
    public static final String RUNS_AGAIN = " runs again";

    // Heartbeats and reminders of updates

    public static final String HEARTBEAT_SUBJECT = "[Docker Event Watch]";
    public static final String NO_WATCH_RUNNING = ", when no watch was running.";
    public static final String LATE_REMINDER = "This reminder is late: it was due on ";
    public static final String ONE_UPDATE = "updates: 1 this week";
    public static final String APT_INSTALL = "apt-get install --only-upgrade ";
    public static final String LISTS_TOO_OLD = "unknown: the package lists are too old";
    public static final String END_UNKNOWN = "end of support unknown";

    // Logs and states

    public static final String INTERNAL_ERROR = "internal error (IllegalStateException), see the log";
    public static final String RETRYING = "trying again";

    // Errors of configurations and requests

    public static final String DID_YOU_MEAN = "did you mean ";
    public static final String EXPECTED_FLAG = "expected true or false";
    public static final String EXPECTED_NUMBER = "expected a number from ";
    public static final String EXPECTED_DURATION = "expected a number with s, m, h or d";
    public static final String EXPECTED_INTERVAL = "expected at least the time of wait, 10s";
    public static final String INVALID_ZONE = "Invalid time zone 'Europe/Berln'";
    public static final String NO_FUTURE_DATE = "no future date";
    public static final String IS_WEBHOOK = "Invalid notifier 'chat': it is a webhook";
    public static final String NOT_RE2 = "not an RE2 pattern";
    public static final String NO_SUCH_FILE = ":1:1: No such file";
    public static final String FILE_TOO_LARGE = " file is larger than 1024 KiB";
    public static final String FILE_MISSING = "the file does not exist";

    // Images and image policies

    public static final String UNSUPPORTED_BRACES = "in braces is not supported";
    public static final String REGISTRY_MISSING = "the registry is missing";
    public static final String TAG_MISSING = "the tag after ':' is missing";
    public static final String MUST_BE_LAST = " must be the last component";
    public static final String INVALID_OFFICIAL_NAME = "Invalid name of an official image";
    public static final String HAS_VERDICT = "image has the image verdict ";
    public static final String NO_LABEL = "it has no label";

    // Runs

    public static final String CHILD_OUT_OF_MEMORY = "a process in the container was killed: memory limit 32m reached";
    public static final String NOT_RUNNING = "The container is not running";
    public static final String MEMORY_TOO_SMALL = "Invalid memory limit '4m': expected at least 6m";
    public static final String OUTSIDE_WORKSPACE = "is outside of the workspace";

    private ExpectedTexts() {}
}
