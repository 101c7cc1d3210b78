package io.jenkins.plugins.dockereventwatch.image.reference;

import java.util.Locale;
import java.util.Map;

/**
 * Checks the parts of an image reference. Each method returns what is wrong with a part, or null if it is valid.
 *
 * @see <a href="https://github.com/distribution/reference/blob/main/reference.go">distribution/reference</a>
 */
public final class ReferenceGrammar {

    static final int MAX_PATH_LENGTH = 255;
    static final int MAX_TAG_LENGTH = 128;

    /** The number of hexadecimal digits by algorithm. */
    private static final Map<String, Integer> DIGITS = Map.of("sha256", 64, "sha384", 96, "sha512", 128);

    private ReferenceGrammar() {}

    /** Checks a path such as {@code library/mysql}. */
    public static String pathError(String path) {
        int start = 0;
        while (true) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (!isComponent(path, start, end)) {
                return componentError(path.substring(start, end));
            }
            if (slash < 0) {
                return null;
            }
            start = slash + 1;
        }
    }

    /** Returns whether a path component is valid: lower-case letters and digits, separated by ".", "_", "__" or "-"s. */
    private static boolean isComponent(String text, int start, int end) {
        int at = start;
        while (true) {
            int word = at;
            while (at < end && isLowerCaseOrDigit(text.charAt(at))) {
                at++;
            }
            if (at == word || at == end) {
                return at > word;
            }
            char separator = text.charAt(at);
            int separators = at;
            while (at < end && text.charAt(at) == separator) {
                at++;
            }
            int most = separator == '-' ? Integer.MAX_VALUE : separator == '_' ? 2 : separator == '.' ? 1 : 0;
            if (at - separators > most) {
                return false;
            }
        }
    }

    private static String componentError(String component) {
        if (component.isEmpty()) {
            return "the path has an empty component";
        }
        if (isComponent(component.toLowerCase(Locale.ROOT), 0, component.length())) {
            return "repository names are lower case, but '" + component + "' is not";
        }
        return "invalid path component '" + component
                + "': expected lower-case letters and digits, separated by '.', '_', '__' or any number of '-'";
    }

    /** Checks a tag. */
    public static String tagError(String tag) {
        if (tag.length() > MAX_TAG_LENGTH) {
            return "the tag is longer than " + MAX_TAG_LENGTH + " characters";
        }
        boolean good = !tag.isEmpty() && tag.charAt(0) != '.' && tag.charAt(0) != '-';
        for (int i = 0; good && i < tag.length(); i++) {
            char c = tag.charAt(i);
            good = isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
        }
        return good
                ? null
                : "invalid tag '" + tag + "': expected letters, digits, '_', '.' and '-', not starting with '.' or '-'";
    }

    /** Checks the host and port of a registry. */
    public static String domainError(String domain) {
        int colon = domain.startsWith("[") ? domain.indexOf("]:") + 1 : domain.indexOf(':');
        String host = colon <= 0 ? domain : domain.substring(0, colon);
        if (colon > 0 && !isPort(domain.substring(colon + 1))) {
            return "invalid registry '" + domain + "': expected a number after ':'";
        }
        return isHost(host) ? null : "invalid registry '" + domain + "': expected a host name or address";
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

    /** Checks a digest. */
    public static String digestError(String digest) {
        int colon = digest.indexOf(':');
        String algorithm = colon < 0 ? "" : digest.substring(0, colon);
        Integer digits = DIGITS.get(algorithm);
        if (digits == null) {
            return "invalid digest '" + digest + "': expected sha256:, sha384: or sha512: and hexadecimal digits";
        }
        String hex = digest.substring(colon + 1);
        return hex.length() == digits && ImageReference.isHex(hex)
                ? null
                : "invalid digest: expected " + digits + " digits of 0-9 and a-f after " + algorithm + ":";
    }

    private static boolean isLowerCaseOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static boolean isLetterOrDigit(char c) {
        return isLowerCaseOrDigit(c) || c >= 'A' && c <= 'Z';
    }
}
