package io.jenkins.plugins.dockereventwatch.image.reference;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.util.Locale;

/**
 * Reads one reference by Docker's grammar: {@code [domain/]path[:tag][@digest]}. No part may contain the sign that ends
 * it, so that the text is taken apart by its signs and each part judged for itself, in time linear in its length.
 */
final class ReferenceParser {

    /** Docker's own limits end what is shorter; nothing that names an image is longer. */
    private static final int LONGEST = 1024;

    private final String text;
    private final ReferenceGrammar grammar = new ReferenceGrammar();

    ReferenceParser(String text) {
        this.text = text;
    }

    ImageReference parse() {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an image's name is empty");
        }
        if (text.length() > LONGEST) {
            throw invalid("it is longer than " + LONGEST + " characters");
        }
        if (ImageReference.isImageId(text)) {
            throw invalid("64 hexadecimal digits are an image's id, not a name");
        }
        checkCharacters();
        int slash = text.indexOf('/');
        String first = slash < 0 ? "" : text.substring(0, slash);
        if (!isDomain(first)) {
            return parse(ImageReference.DOCKER_HUB, text);
        }
        String rest = text.substring(slash + 1);
        return parse(first.equals("index.docker.io") ? ImageReference.DOCKER_HUB : first, rest);
    }

    /** The rule by which Docker tells a registry from a namespace. */
    static boolean isDomain(String first) {
        return first.equals("localhost")
                || first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || !first.equals(first.toLowerCase(Locale.ROOT));
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
        check(grammar.faultOfPath(path));
        if (colon >= 0) {
            check(grammar.faultOfTag(tag));
        }
        if (at >= 0) {
            check(grammar.faultOfDigest(digest));
        }
        String fault = grammar.faultOfDomain(domain);
        if (fault == null) {
            checkLength(path);
            return new ImageReference(domain, path, tag, digest);
        }
        // What is no host's name may yet be a part of a path; then Docker knows the name, but no registry.
        String whole = domain + "/" + path;
        if (grammar.faultOfPath(whole) != null) {
            throw invalid(fault);
        }
        checkLength(whole);
        return new ImageReference("", whole, tag, digest);
    }

    private void checkLength(String path) {
        if (path.length() > ReferenceGrammar.LONGEST_PATH) {
            throw invalid("its path is longer than " + ReferenceGrammar.LONGEST_PATH + " characters");
        }
    }

    private void checkCharacters() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7F) {
                throw invalid(String.format(
                        Locale.ROOT,
                        "the character U+%04X at position %d is not allowed; names are of ASCII letters, digits and . _ - / : @",
                        text.codePointAt(i),
                        i + 1));
            }
        }
    }

    private void check(String fault) {
        if (fault != null) {
            throw invalid(fault);
        }
    }

    private IllegalArgumentException invalid(String why) {
        String shown = SafeText.escape(SafeText.limit(text, 100));
        return new IllegalArgumentException("'" + shown + "' is no image's name: " + why);
    }
}
