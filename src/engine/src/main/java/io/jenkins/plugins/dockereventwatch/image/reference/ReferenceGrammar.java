package io.jenkins.plugins.dockereventwatch.image.reference;

import java.util.Locale;
import java.util.Map;

/**
 * The parts of a reference, each judged for itself, sign by sign.
 *
 * @see <a href="https://github.com/distribution/reference/blob/main/reference.go">the grammar</a>
 */
public final class ReferenceGrammar {

    static final int LONGEST_PATH = 255;
    static final int LONGEST_TAG = 128;

    /** Hexadecimal digits by algorithm, of those that Docker Engines know. */
    private static final Map<String, Integer> DIGITS = Map.of("sha256", 64, "sha384", 96, "sha512", 128);

    /** What is wrong with a path such as {@code library/mysql}; null: nothing. */
    public String faultOfPath(String path) {
        int start = 0;
        while (true) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (!isComponent(path, start, end)) {
                return faultOfComponent(path.substring(start, end));
            }
            if (slash < 0) {
                return null;
            }
            start = slash + 1;
        }
    }

    /** Small letters and digits, joined by one '.', one or two '_', or any number of '-'. */
    private static boolean isComponent(String text, int start, int end) {
        int at = start;
        while (true) {
            int word = at;
            while (at < end && isSmallOrDigit(text.charAt(at))) {
                at++;
            }
            if (at == word || at == end) {
                return at > word;
            }
            char joint = text.charAt(at);
            int joints = at;
            while (at < end && text.charAt(at) == joint) {
                at++;
            }
            int most = joint == '-' ? Integer.MAX_VALUE : joint == '_' ? 2 : joint == '.' ? 1 : 0;
            if (at - joints > most) {
                return false;
            }
        }
    }

    private static String faultOfComponent(String component) {
        if (component.isEmpty()) {
            return "between two slashes, and before and after them, there must be a name";
        }
        if (isComponent(component.toLowerCase(Locale.ROOT), 0, component.length())) {
            return "'" + component + "' has capital letters; repositories are written small";
        }
        return "'" + component + "' is no part of a name: small letters and digits, joined by one '.', one or two '_',"
                + " or any number of '-'";
    }

    /** What is wrong with a tag; null: nothing. */
    public String faultOfTag(String tag) {
        if (tag.length() > LONGEST_TAG) {
            return "its tag is longer than " + LONGEST_TAG + " characters";
        }
        boolean good = !tag.isEmpty() && tag.charAt(0) != '.' && tag.charAt(0) != '-';
        for (int i = 0; good && i < tag.length(); i++) {
            char c = tag.charAt(i);
            good = isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
        }
        return good
                ? null
                : "'" + tag + "' is no tag: letters, digits, '_', '.', '-', and neither of the last two at the front";
    }

    /** What is wrong with a registry's host and port; null: nothing. */
    public String faultOfDomain(String domain) {
        int colon = domain.startsWith("[") ? domain.indexOf("]:") + 1 : domain.indexOf(':');
        String host = colon <= 0 ? domain : domain.substring(0, colon);
        if (colon > 0 && !isPort(domain.substring(colon + 1))) {
            return "'" + domain + "' is no registry: a port is a number";
        }
        return isHost(host) ? null : "'" + domain + "' is no registry: a host's name or address is wanted";
    }

    private static boolean isPort(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return isIpv6(host);
        }
        int start = 0;
        for (int i = 0; i <= host.length(); i++) {
            if (i == host.length() || host.charAt(i) == '.') {
                if (i == start || host.charAt(start) == '-' || host.charAt(i - 1) == '-') {
                    return false;
                }
                start = i + 1;
            } else if (!isLetterOrDigit(host.charAt(i)) && host.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6(String host) {
        String address = host.substring(1, Math.max(1, host.length() - 1));
        return host.endsWith("]") && !address.isEmpty() && address.chars().allMatch(ReferenceGrammar::isHexOrColon);
    }

    private static boolean isHexOrColon(int c) {
        return c == ':' || c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    /** What is wrong with a digest; null: nothing. */
    public String faultOfDigest(String digest) {
        int colon = digest.indexOf(':');
        String algorithm = colon < 0 ? "" : digest.substring(0, colon);
        Integer digits = DIGITS.get(algorithm);
        if (digits == null) {
            return "'" + digest + "' is no digest: sha256:, sha384: or sha512: and its digits are wanted";
        }
        String hex = digest.substring(colon + 1);
        return hex.length() == digits && ImageReference.isHex(hex)
                ? null
                : "a digest by " + algorithm + " has " + digits + " digits of 0-9 and a-f";
    }

    private static boolean isSmallOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static boolean isLetterOrDigit(char c) {
        return isSmallOrDigit(c) || c >= 'A' && c <= 'Z';
    }
}
