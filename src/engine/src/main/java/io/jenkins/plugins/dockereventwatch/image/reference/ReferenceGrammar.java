package io.jenkins.plugins.dockereventwatch.image.reference;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks the parts of an image reference in linear time. Each method returns what is wrong with a part, or null if it is
 * valid.
 *
 * @see <a href="https://github.com/distribution/reference/blob/main/reference.go">distribution/reference</a>
 */
public final class ReferenceGrammar {

    static final int MAX_PATH_LENGTH = 255;
    private static final int MAX_TAG_LENGTH = 128;

    private static final Pattern COMPONENT = Pattern.compile("[a-z0-9]++(?:(?:\\.|__?+|-++)[a-z0-9]++)*+");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*+");
    private static final String LABEL = "[A-Za-z0-9]++(?:-++[A-Za-z0-9]++)*+";
    private static final Pattern HOST = Pattern.compile("\\[[0-9a-fA-F:]++\\]|" + LABEL + "(?:\\." + LABEL + ")*+");
    private static final Pattern PORT = Pattern.compile("[0-9]++");

    /** The number of hexadecimal digits by algorithm. */
    private static final Map<String, Integer> DIGITS = Map.of("sha256", 64, "sha384", 96, "sha512", 128);

    private ReferenceGrammar() {}

    /** Returns whether Docker takes the first component of a name for a registry instead of a namespace. */
    public static boolean isDomain(String first) {
        return first.equals("localhost")
                || first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || !first.equals(first.toLowerCase(Locale.ROOT));
    }

    /** Checks a path such as {@code library/mysql}. */
    public static InvalidValueException pathError(String path) {
        for (String component : path.split("/", -1)) {
            if (component.isEmpty()) {
                return new InvalidValueException("image-path-empty");
            }
            if (!COMPONENT.matcher(component).matches()) {
                return COMPONENT.matcher(component.toLowerCase(Locale.ROOT)).matches()
                        ? new InvalidValueException("image-path-case", component)
                        : new InvalidValueException("image-path", component);
            }
        }
        return null;
    }

    /** Checks a tag. */
    public static InvalidValueException tagError(String tag) {
        if (tag.length() > MAX_TAG_LENGTH) {
            return new InvalidValueException("image-tag-length", Integer.toString(MAX_TAG_LENGTH));
        }
        return TAG.matcher(tag).matches() ? null : new InvalidValueException("image-tag", tag);
    }

    /** Checks the host and port of a registry. */
    public static InvalidValueException domainError(String domain) {
        int colon = domain.startsWith("[") ? domain.indexOf("]:") + 1 : domain.indexOf(':');
        String host = colon <= 0 ? domain : domain.substring(0, colon);
        if (colon > 0 && !PORT.matcher(domain.substring(colon + 1)).matches()) {
            return new InvalidValueException("registry-port", domain);
        }
        return HOST.matcher(host).matches() ? null : new InvalidValueException("registry", domain);
    }

    /** Checks a digest. */
    public static InvalidValueException digestError(String digest) {
        int colon = digest.indexOf(':');
        String algorithm = colon < 0 ? "" : digest.substring(0, colon);
        Integer digits = DIGITS.get(algorithm);
        if (digits == null) {
            return new InvalidValueException("digest", digest);
        }
        String hex = digest.substring(colon + 1);
        return hex.length() == digits && ImageReference.isHex(hex)
                ? null
                : new InvalidValueException("digest-length", digits.toString(), algorithm);
    }
}
