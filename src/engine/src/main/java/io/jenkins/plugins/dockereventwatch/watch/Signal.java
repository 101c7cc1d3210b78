package io.jenkins.plugins.dockereventwatch.watch;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signal of Linux.
 *
 * @param number from 1 to 64; 0 if not known
 */
record Signal(int number) {

    private static final int LAST = 64;
    private static final int FIRST_REAL_TIME = 34;

    /** The names of the signals from 1 on. */
    private static final List<String> NAMES = List.of(
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
            "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
            "WINCH", "IO", "PWR", "SYS");

    private static final Pattern REAL_TIME = Pattern.compile("RT(?:MIN(?:\\+(\\d{1,2}))?|MAX(?:-(\\d{1,2}))?)");

    private static final Set<Integer> REQUESTING_EXIT = numbers("INT", "KILL", "TERM");

    /** Signals that programs use to reload, to report or to stop gracefully, or that do not end a process by default. */
    private static final Set<Integer> OTHER =
            numbers("HUP", "USR1", "USR2", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "WINCH");

    /** Parses a number or a name, such as {@code 15}, {@code TERM}, {@code SIGTERM} or {@code SIGRTMIN+3}. */
    static Signal parse(String text) {
        if (text.matches("\\d{1,2}")) {
            return known(Integer.parseInt(text));
        }
        String name = text.toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
        Matcher realTime = REAL_TIME.matcher(name);
        if (realTime.matches()) {
            return known(
                    name.startsWith("RTMIN")
                            ? FIRST_REAL_TIME + offset(realTime.group(1))
                            : LAST - offset(realTime.group(2)));
        }
        return new Signal(NAMES.indexOf(name) + 1);
    }

    private static Signal known(int number) {
        return new Signal(number <= LAST ? number : 0);
    }

    private static int offset(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static Set<Integer> numbers(String... names) {
        return Set.copyOf(
                List.of(names).stream().map(name -> NAMES.indexOf(name) + 1).toList());
    }

    boolean isKnown() {
        return number > 0;
    }

    /** Returns whether every program that receives it is expected to exit. */
    boolean requestsExit() {
        return REQUESTING_EXIT.contains(number);
    }

    /** Returns whether a death soon after it is its effect, as far as the signal alone shows it. */
    boolean mayEndProcess() {
        return number <= NAMES.size() && !OTHER.contains(number);
    }
}
