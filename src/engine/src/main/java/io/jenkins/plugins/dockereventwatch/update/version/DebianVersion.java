package io.jenkins.plugins.dockereventwatch.update.version;

/**
 * A version of dpkg, in dpkg's order. Malformed versions have some order and are no error.
 *
 * @param epoch digits without leading zeros; {@code 0}: none
 * @param upstream the part between epoch and revision
 * @param revision the part after the last hyphen; may be the empty string
 * @see <a href="https://www.debian.org/doc/debian-policy/ch-controlfields.html#version">Debian Policy, 5.6.12</a>
 */
public record DebianVersion(String epoch, String upstream, String revision) implements Comparable<DebianVersion> {

    public static DebianVersion of(String text) {
        int colon = text.indexOf(':');
        boolean hasEpoch = colon > 0 && Digits.all(text.substring(0, colon));
        String rest = hasEpoch ? text.substring(colon + 1) : text;
        int hyphen = rest.lastIndexOf('-');
        return new DebianVersion(
                hasEpoch ? Digits.withoutLeadingZeros(text.substring(0, colon)) : "0",
                hyphen < 0 ? rest : rest.substring(0, hyphen),
                hyphen < 0 ? "" : rest.substring(hyphen + 1));
    }

    @Override
    public int compareTo(DebianVersion other) {
        int order = Digits.compare(epoch, other.epoch);
        if (order == 0) {
            order = compareParts(upstream, other.upstream);
        }
        return order == 0 ? compareParts(revision, other.revision) : order;
    }

    /** Compares non-digits by character and numbers by value, in turns. A tilde sorts before everything, even the end. */
    private static int compareParts(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() || j < other.length()) {
            while (isOther(one, i) || isOther(other, j)) {
                int order = Integer.compare(weight(one, i++), weight(other, j++));
                if (order != 0) {
                    return order;
                }
            }
            int endOne = Digits.end(one, i);
            int endOther = Digits.end(other, j);
            int order = Digits.compare(
                    one.substring(Math.min(i, one.length()), endOne),
                    other.substring(Math.min(j, other.length()), endOther));
            if (order != 0) {
                return order;
            }
            i = endOne;
            j = endOther;
        }
        return 0;
    }

    private static boolean isOther(String text, int at) {
        return at < text.length() && !Digits.is(text.charAt(at));
    }

    private static int weight(String text, int at) {
        if (!isOther(text, at)) {
            return 0;
        }
        char c = text.charAt(at);
        if (c == '~') {
            return -1;
        }
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter ? c : c + 256;
    }
}
