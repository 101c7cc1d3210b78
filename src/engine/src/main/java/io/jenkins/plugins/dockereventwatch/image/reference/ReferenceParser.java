package io.jenkins.plugins.dockereventwatch.image.reference;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses one image reference, {@code [domain/]path[:tag][@digest]}, in linear time: the text is split at the separators,
 * which no part can contain, then each part is checked.
 */
final class ReferenceParser {

    /** More than the parts of a valid reference can have together. */
    private static final int MAX_LENGTH = 1024;

    private static final Pattern UNEXPECTED = Pattern.compile("[^!-~]");

    private final String text;

    ReferenceParser(String text) {
        this.text = text;
    }

    ImageReference parse() {
        if (text.isEmpty()) {
            throw new InvalidValueException("image-empty");
        }
        if (text.length() > MAX_LENGTH) {
            throw invalid(new InvalidValueException("image-length", Integer.toString(MAX_LENGTH)));
        }
        if (ImageReference.isImageId(text)) {
            throw invalid(new InvalidValueException("image-id"));
        }
        Matcher unexpected = UNEXPECTED.matcher(text);
        if (unexpected.find()) {
            throw invalid(new InvalidValueException(
                    "image-character",
                    String.format(Locale.ROOT, "U+%04X", text.codePointAt(unexpected.start())),
                    Integer.toString(unexpected.start() + 1)));
        }
        int slash = text.indexOf('/');
        String first = slash < 0 ? "" : text.substring(0, slash);
        if (!ReferenceGrammar.isDomain(first)) {
            return parse(ImageReference.DOCKER_HUB, text);
        }
        String rest = text.substring(slash + 1);
        return parse(first.equals("index.docker.io") ? ImageReference.DOCKER_HUB : first, rest);
    }

    private ImageReference parse(String domain, String rest) {
        int at = rest.indexOf('@');
        String digest = at < 0 ? "" : rest.substring(at + 1);
        String named = at < 0 ? rest : rest.substring(0, at);
        int colon = named.indexOf(':');
        String tag = colon < 0 ? "" : named.substring(colon + 1);
        String path = colon < 0 ? named : named.substring(0, colon);
        if (domain.equals(ImageReference.DOCKER_HUB) && rest.indexOf('/') < 0) {
            path = "library/" + path;
        }
        check(ReferenceGrammar.pathError(path));
        if (colon >= 0) {
            check(ReferenceGrammar.tagError(tag));
        }
        if (at >= 0) {
            check(ReferenceGrammar.digestError(digest));
        }
        InvalidValueException fault = ReferenceGrammar.domainError(domain);
        if (fault != null) {
            // An invalid host can still be a valid path component; Docker then accepts the reference without a
            // registry.
            path = domain + "/" + path;
            if (ReferenceGrammar.pathError(path) != null) {
                throw invalid(fault);
            }
        }
        if (path.length() > ReferenceGrammar.MAX_PATH_LENGTH) {
            throw invalid(
                    new InvalidValueException("image-path-length", Integer.toString(ReferenceGrammar.MAX_PATH_LENGTH)));
        }
        return new ImageReference(fault == null ? domain : "", path, tag, digest);
    }

    private void check(InvalidValueException fault) {
        if (fault != null) {
            throw invalid(fault);
        }
    }

    private InvalidValueException invalid(InvalidValueException why) {
        String shown = SafeText.escape(SafeText.limit(text, 100));
        return new InvalidValueException("image", shown, why);
    }
}
