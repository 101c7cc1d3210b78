package io.jenkins.plugins.dockereventwatch.run.limit;

import java.util.Locale;

/**
 * Parses the values of options. The methods throw an {@link IllegalArgumentException} that describes the expected
 * format.
 */
final class OptionForm {

    static final String TOO_LITTLE = " is too little; at least " + MemorySize.LEAST_FOR_A_CONTAINER
            + " is allowed: no Docker Engine since 20.10 takes less (4m worked before)";

    private OptionForm() {}

    /** Validates a value of the site's rules. */
    static void check(RunOption option, String text) {
        switch (option) {
            case MEMORY -> {
                if (MemorySize.parse(text).compareTo(MemorySize.LEAST_FOR_A_CONTAINER) < 0) {
                    throw new IllegalArgumentException(Refusal.quoted(text) + TOO_LITTLE);
                }
            }
            case MEMORY_SWAP, SHM_SIZE, OUTPUT_LIMIT -> MemorySize.parse(text);
            case CPUS -> CpuCount.parse(text);
            case PIDS_LIMIT -> pids(text);
            case TIME_LIMIT, STOP_TIMEOUT -> TimeLimit.parse(text);
            case READ_ONLY -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw new IllegalArgumentException(Refusal.quoted(text) + " is neither true nor false");
                }
            }
            default -> {
                if (text.isBlank()) {
                    throw new IllegalArgumentException("a text is wanted here");
                }
            }
        }
    }

    /** Parses a number of processes. */
    static long pids(String text) {
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(Refusal.quoted(text)
                    + " is no number of processes; allowed is 1 or more"
                    + (text.matches("0|-1") ? ", and Docker would take it as no limit at all" : ""));
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
                        Refusal.quoted(text) + " is not when to pull; allowed: missing, always, never");
        };
    }
}
