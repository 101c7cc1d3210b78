package io.jenkins.plugins.dockereventwatch.run.limit;

import java.util.Locale;

/**
 * Parses the values of options. The methods throw an {@link IllegalArgumentException} that describes the expected
 * format.
 */
final class OptionForm {

    private OptionForm() {}

    /** Validates a value of the site's rules. */
    static void check(RunOption option, String text) {
        switch (option) {
            case MEMORY -> {
                if (MemorySize.parse(text).compareTo(MemorySize.LEAST_FOR_A_CONTAINER) < 0) {
                    throw new IllegalArgumentException(tooSmall(text));
                }
            }
            case MEMORY_SWAP, SHM_SIZE, OUTPUT_LIMIT -> MemorySize.parse(text);
            case CPUS -> CpuCount.parse(text);
            case PIDS_LIMIT -> pids(text);
            case TIME_LIMIT, STOP_TIMEOUT -> TimeLimit.parse(text);
            case READ_ONLY -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw new IllegalArgumentException(
                            "Invalid value " + Refusal.quoted(text) + ": expected true, false");
                }
            }
            default -> {
                if (text.isBlank()) {
                    throw new IllegalArgumentException("Empty value: expected a text");
                }
            }
        }
    }

    /** Returns the message about a memory limit below the minimum. */
    static String tooSmall(String text) {
        return "Invalid memory limit " + Refusal.quoted(text) + ": expected at least "
                + MemorySize.LEAST_FOR_A_CONTAINER + ", the minimum of Docker Engine since 20.10 (4m worked before)";
    }

    /** Parses a number of processes. */
    static long pids(String text) {
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException("Invalid number of processes " + Refusal.quoted(text)
                    + ": expected 1 or more" + (text.matches("0|-1") ? "; Docker would apply no limit" : ""));
        }
        return Long.parseLong(text);
    }

    /** Parses a pull policy. */
    static PullPolicy pull(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "missing" -> PullPolicy.MISSING;
            case "always" -> PullPolicy.ALWAYS;
            case "never" -> PullPolicy.NEVER;
            default ->
                throw new IllegalArgumentException(
                        "Invalid pull policy " + Refusal.quoted(text) + ": expected missing, always, never");
        };
    }
}
