package io.jenkins.plugins.dockereventwatch.update.version;

/**
 * A version of rpm, in rpm's order. Malformed versions have some order and are no error.
 *
 * @param epoch digits without leading zeros; {@code 0}: none
 * @param version the upstream version
 * @param release the part after the last hyphen; may be the empty string
 * @see <a href="https://rpm.org/docs/latest/man/rpm-version.7">rpm-version(7)</a>
 */
public record RpmVersion(String epoch, String version, String release) implements Comparable<RpmVersion> {

    public static RpmVersion of(String text) {
        DebianVersion parts = DebianVersion.of(text);
        return new RpmVersion(parts.epoch(), parts.upstream(), parts.revision());
    }

    @Override
    public int compareTo(RpmVersion other) {
        int order = Digits.compare(epoch, other.epoch);
        if (order == 0) {
            order = compareParts(version, other.version);
        }
        return order == 0 ? compareParts(release, other.release) : order;
    }

    /** Compares by segment. A tilde sorts before the end, a caret after the end but before everything else. */
    private static int compareParts(String one, String other) {
        int i = 0;
        int j = 0;
        while (true) {
            i = skip(one, i);
            j = skip(other, j);
            boolean marked = false;
            for (char mark : new char[] {'~', '^'}) {
                boolean inOne = at(one, i) == mark;
                boolean inOther = at(other, j) == mark;
                if (inOne != inOther) {
                    return mark == '~' ? (inOne ? -1 : 1) : caret(inOne, inOne ? other : one, inOne ? j : i);
                }
                if (inOne) {
                    marked = true;
                    break;
                }
            }
            if (marked) {
                i++;
                j++;
                continue;
            }
            if (i >= one.length() || j >= other.length()) {
                return Boolean.compare(i < one.length(), j < other.length());
            }
            int endOne = segmentEnd(one, i);
            int endOther = segmentEnd(other, j);
            int order = compareSegments(one.substring(i, endOne), other.substring(j, endOther));
            if (order != 0) {
                return order;
            }
            i = endOne;
            j = endOther;
        }
    }

    /** Compares a version with a caret to one without. */
    private static int caret(boolean inOne, String without, int at) {
        boolean ended = at >= without.length();
        return inOne == ended ? 1 : -1;
    }

    private static int compareSegments(String one, String other) {
        boolean number = Digits.is(one.charAt(0));
        if (number != Digits.is(other.charAt(0))) {
            return number ? 1 : -1;
        }
        return number ? Digits.compare(one, other) : Integer.signum(one.compareTo(other));
    }

    private static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && !isPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isPart(char c) {
        return Digits.is(c) || isLetter(c) || c == '~' || c == '^';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static int segmentEnd(String text, int from) {
        if (Digits.is(text.charAt(from))) {
            return Digits.end(text, from);
        }
        int end = from;
        while (end < text.length() && isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static char at(String text, int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }
}
