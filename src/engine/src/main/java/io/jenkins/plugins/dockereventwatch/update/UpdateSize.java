package io.jenkins.plugins.dockereventwatch.update;

import io.jenkins.plugins.dockereventwatch.update.version.Digits;
import io.jenkins.plugins.dockereventwatch.update.version.VersionScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The size of an update, by the first part of the upstream version that changes. */
public enum UpdateSize {

    /** The epoch or the first number changes. */
    MAJOR,

    /** The second number changes. */
    MINOR,

    /** A later part changes, or what the distribution appends. */
    PATCH;

    /** Compares two versions in any order. */
    public static UpdateSize between(VersionScheme scheme, String from, String to) {
        if (!scheme.epoch(from).equals(scheme.epoch(to))) {
            return MAJOR;
        }
        List<String> old = numbers(scheme.upstream(from));
        List<String> fresh = numbers(scheme.upstream(to));
        if (!number(old, 0).equals(number(fresh, 0))) {
            return MAJOR;
        }
        return number(old, 1).equals(number(fresh, 1)) ? PATCH : MINOR;
    }

    /** The first two numbers, without suffixes of repackaging and pre-releases. */
    private static List<String> numbers(String upstream) {
        List<String> numbers = new ArrayList<>();
        int at = 0;
        while (at < upstream.length() && numbers.size() < 2 && "+~^".indexOf(upstream.charAt(at)) < 0) {
            int end = Digits.end(upstream, at);
            if (end > at) {
                numbers.add(Digits.withoutLeadingZeros(upstream.substring(at, end)));
            }
            at = Math.max(end, at + 1);
        }
        return numbers;
    }

    private static String number(List<String> numbers, int index) {
        return index < numbers.size() ? numbers.get(index) : "0";
    }

    /** {@code major}, {@code minor} or {@code patch}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
