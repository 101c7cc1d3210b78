package io.jenkins.plugins.dockereventwatch.image;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parts of a reference, each judged for itself. The patterns are fixed, and none can be matched in more than one way,
 * so that each takes time linear in the text.
 *
 * @see <a href="https://github.com/distribution/reference/blob/main/reference.go">the grammar</a>
 */
final class ReferenceGrammar {

    static final int LONGEST_PATH = 255;
    static final int LONGEST_TAG = 128;

    private static final Pattern COMPONENT = Pattern.compile("[a-z0-9]++(?:(?:\\.|__?|-++)[a-z0-9]++)*+");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*+");
    private static final Pattern HOST_LABEL = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?");
    private static final Pattern IPV6 = Pattern.compile("\\[[a-fA-F0-9:]++\\]");
    private static final Pattern PORT = Pattern.compile("[0-9]++");
    private static final Pattern LOWER_HEX = Pattern.compile("[0-9a-f]++");

    /** Hexadecimal digits by algorithm, of those that Docker Engines know. */
    private static final Map<String, Integer> DIGITS = Map.of("sha256", 64, "sha384", 96, "sha512", 128);

    /** What is wrong with a path such as {@code library/mysql}; null: nothing. */
    String faultOfPath(String path) {
        for (String component : path.split("/", -1)) {
            String fault = faultOfComponent(component);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static String faultOfComponent(String component) {
        if (COMPONENT.matcher(component).matches()) {
            return null;
        }
        if (component.isEmpty()) {
            return "between two slashes, and before and after them, there must be a name";
        }
        if (COMPONENT.matcher(component.toLowerCase(Locale.ROOT)).matches()) {
            return "'" + component + "' has capital letters; repositories are written small";
        }
        return "'" + component + "' is no part of a name: small letters and digits, joined by one '.', one or two '_',"
                + " or any number of '-'";
    }

    /** What is wrong with a tag; null: nothing. */
    String faultOfTag(String tag) {
        if (tag.length() > LONGEST_TAG) {
            return "its tag is longer than " + LONGEST_TAG + " characters";
        }
        return TAG.matcher(tag).matches()
                ? null
                : "'" + tag + "' is no tag: letters, digits, '_', '.', '-', and neither of the last two at the front";
    }

    /** What is wrong with a registry's host and port; null: nothing. */
    String faultOfDomain(String domain) {
        int colon = domain.startsWith("[") ? domain.indexOf("]:") + 1 : domain.indexOf(':');
        String host = colon <= 0 ? domain : domain.substring(0, colon);
        if (colon > 0 && !PORT.matcher(domain.substring(colon + 1)).matches()) {
            return "'" + domain + "' is no registry: a port is a number";
        }
        return isHost(host) ? null : "'" + domain + "' is no registry: a host's name or address is wanted";
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return IPV6.matcher(host).matches();
        }
        for (String label : host.split("\\.", -1)) {
            if (!HOST_LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    /** What is wrong with a digest; null: nothing. */
    String faultOfDigest(String digest) {
        int colon = digest.indexOf(':');
        String algorithm = colon < 0 ? "" : digest.substring(0, colon);
        Integer digits = DIGITS.get(algorithm);
        if (digits == null) {
            return "'" + digest + "' is no digest: sha256:, sha384: or sha512: and its digits are wanted";
        }
        String hex = digest.substring(colon + 1);
        return hex.length() == digits && LOWER_HEX.matcher(hex).matches()
                ? null
                : "a digest by " + algorithm + " has " + digits + " digits of 0-9 and a-f";
    }
}
