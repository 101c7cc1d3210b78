package io.jenkins.plugins.dockereventwatch.update.version;

import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The versions of a family of package managers, and their order. Malformed versions have some order and are no error. */
public enum VersionScheme implements Comparator<String> {

    /**
     * dpkg: a tilde sorts before the end, letters before other characters.
     *
     * @see <a href="https://www.debian.org/doc/debian-policy/ch-controlfields.html#version">Debian Policy, 5.6.12</a>
     */
    DEBIAN("[0-9]+|[^0-9]") {
        @Override
        int rank(String token) {
            if (token.isEmpty() || Digits.all(token)) {
                return 0;
            }
            return token.equals("~") ? -1 : isLetter(token) ? 1 : 2;
        }
    },

    /**
     * rpm: a tilde sorts before the end, a caret after the end but before everything else.
     *
     * @see <a href="https://rpm.org/docs/latest/man/rpm-version.7">rpm-version(7)</a>
     */
    RPM("[0-9]+|[a-zA-Z]+|[~^]") {
        @Override
        int rank(String token) {
            return switch (token) {
                case "~" -> -1;
                case "" -> 0;
                case "^" -> 1;
                default -> isLetter(token) ? 2 : 3;
            };
        }
    },

    /** apk: {@code upstream[_suffix][-rN]}, which is ordered like a version of dpkg. */
    APK("") {
        @Override
        public PackageVersion parse(String version) {
            int revision = version.lastIndexOf("-r");
            String upstream = revision < 0 ? version : version.substring(0, revision);
            int suffix = upstream.indexOf('_');
            return new PackageVersion("0", suffix < 0 ? upstream : upstream.substring(0, suffix), "");
        }

        @Override
        public int compare(String one, String other) {
            return DEBIAN.compare(one.replace("-r", "-"), other.replace("-r", "-"));
        }

        @Override
        int rank(String token) {
            return DEBIAN.rank(token);
        }
    };

    private final Pattern tokens;

    VersionScheme(String tokens) {
        this.tokens = Pattern.compile(tokens);
    }

    /** Splits a version into its parts. */
    public PackageVersion parse(String version) {
        return PackageVersion.of(version);
    }

    @Override
    public int compare(String one, String other) {
        PackageVersion left = parse(one);
        PackageVersion right = parse(other);
        int order = Digits.compare(left.epoch(), right.epoch());
        if (order == 0) {
            order = compareParts(left.upstream(), right.upstream());
        }
        return order == 0 ? compareParts(left.revision(), right.revision()) : order;
    }

    private int compareParts(String one, String other) {
        List<String> left = tokens(one);
        List<String> right = tokens(other);
        int order = 0;
        for (int i = 0; order == 0 && i < Math.max(left.size(), right.size()); i++) {
            order = compareTokens(i < left.size() ? left.get(i) : "", i < right.size() ? right.get(i) : "");
        }
        return order;
    }

    private List<String> tokens(String part) {
        return tokens.matcher(part).results().map(MatchResult::group).toList();
    }

    private int compareTokens(String one, String other) {
        int order = Integer.compare(rank(one), rank(other));
        if (order != 0) {
            return order;
        }
        boolean number = Digits.all(one) || Digits.all(other);
        return number ? Digits.compare(one, other) : Integer.signum(one.compareTo(other));
    }

    /** The order of a number, a character or letters; the empty string: the end of the version. */
    abstract int rank(String token);

    private static boolean isLetter(String token) {
        char first = token.charAt(0);
        return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    }
}
