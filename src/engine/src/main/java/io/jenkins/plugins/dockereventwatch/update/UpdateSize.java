package io.jenkins.plugins.dockereventwatch.update;

import io.jenkins.plugins.dockereventwatch.update.version.Digits;
import io.jenkins.plugins.dockereventwatch.update.version.PackageVersion;
import io.jenkins.plugins.dockereventwatch.update.version.VersionScheme;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The size of an update, by the first part of the upstream version that changes. */
public enum UpdateSize {

    /** The epoch or the first number changes. */
    MAJOR,

    /** The second number changes. */
    MINOR,

    /** A later part changes, or what the distribution appends. */
    PATCH;

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** The beginnings of suffixes of repackaging and pre-releases. */
    private static final Pattern SUFFIX = Pattern.compile("[+~^]");

    /** Compares two versions in any order. */
    public static UpdateSize between(VersionScheme scheme, String from, String to) {
        PackageVersion old = scheme.parse(from);
        PackageVersion fresh = scheme.parse(to);
        List<String> before = numbers(old.upstream());
        List<String> after = numbers(fresh.upstream());
        if (!old.epoch().equals(fresh.epoch()) || !number(before, 0).equals(number(after, 0))) {
            return MAJOR;
        }
        return number(before, 1).equals(number(after, 1)) ? PATCH : MINOR;
    }

    private static List<String> numbers(String upstream) {
        return NUMBER.matcher(SUFFIX.split(upstream, 2)[0])
                .results()
                .limit(2)
                .map(number -> Digits.withoutLeadingZeros(number.group()))
                .toList();
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
