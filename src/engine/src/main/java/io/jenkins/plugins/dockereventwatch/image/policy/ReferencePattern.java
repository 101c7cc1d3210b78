package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import io.jenkins.plugins.dockereventwatch.image.reference.ReferenceGrammar;
import io.jenkins.plugins.dockereventwatch.image.reference.RegistryAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A pattern over normalised references, by whole components: {@code ghcr.io/acme/**}, {@code quay.io/*}{@code /tool},
 * {@code registry.example.org:5000/team/*:1.*}, {@code mysql}. What names no registry is Docker Hub's, as in a reference.
 *
 * @param text as it was written
 * @param host the registry's host, {@code *.example.org} for those below a domain; empty: any registry
 * @param port the registry's port; {@code *}: any; empty: none is named
 * @param path the path's components, in which {@code *} stands for any characters
 * @param deep whether anything may follow the components ({@code **}), at least one further component
 * @param tag a pattern for the tag; empty: any tag, digest or none
 * @param digest the one digest; empty: any
 */
record ReferencePattern(
        String text, String host, String port, List<String> path, boolean deep, String tag, String digest) {

    static final String DEEP = "**";
    private static final String ANY = "*";
    private static final String ALLOWED =
            "a pattern is [registry/]path[:tag][@digest]; '*' stands for characters of one"
                    + " part, '/**' at the end for everything below";

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none; the message says what is allowed
     */
    static ReferencePattern parse(String text) {
        if (text.equals(DEEP)) {
            return new ReferencePattern(text, "", ANY, List.of(), true, "", "");
        }
        int at = text.indexOf('@');
        String digest = at < 0 ? "" : text.substring(at + 1);
        String named = at < 0 ? text : text.substring(0, at);
        int colon = named.lastIndexOf(':');
        boolean tagged = colon > named.lastIndexOf('/');
        String tag = tagged ? named.substring(colon + 1) : "";
        String repository = tagged ? named.substring(0, colon) : named;
        if (tagged && tag.isEmpty()) {
            throw invalid(text, "there is no tag after ':'");
        }
        int slash = repository.indexOf('/');
        String first = slash < 0 ? repository : repository.substring(0, slash);
        if (slash < 0) {
            if (first.indexOf('.') >= 0) {
                throw invalid(
                        text,
                        "write '" + first + "/**' for a registry, 'docker.io/library/" + first
                                + "' for an image of that" + " name");
            }
            return pattern(text, ImageReference.DOCKER_HUB, "library/" + repository, tag, digest);
        }
        if (first.equals(ANY) || first.equals(DEEP)) {
            throw invalid(text, "name the registry in front, docker.io for Docker Hub; '**' alone is every image");
        }
        if (!isRegistry(first)) {
            return pattern(text, ImageReference.DOCKER_HUB, repository, tag, digest);
        }
        String path = repository.substring(slash + 1);
        boolean hub = first.equals("index.docker.io") || first.equals(ImageReference.DOCKER_HUB);
        boolean single = path.indexOf('/') < 0 && !path.equals(DEEP);
        return pattern(
                text, hub ? ImageReference.DOCKER_HUB : first, hub && single ? "library/" + path : path, tag, digest);
    }

    private static boolean isRegistry(String first) {
        return first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || first.equals("localhost")
                || !first.equals(first.toLowerCase(Locale.ROOT));
    }

    private static ReferencePattern pattern(String text, String registry, String path, String tag, String digest) {
        ReferenceGrammar grammar = new ReferenceGrammar();
        RegistryAddress address = RegistryAddress.of(registry);
        String anyPort = address.port().equals(ANY) ? address.host() : registry;
        check(text, grammar.faultOfDomain(anyPort.startsWith("*.") ? anyPort.substring(2) : anyPort));
        List<String> components = new ArrayList<>(List.of(path.split("/", -1)));
        boolean deep = components.get(components.size() - 1).equals(DEEP);
        if (deep) {
            components.remove(components.size() - 1);
        }
        for (String component : components) {
            if (component.contains(DEEP)) {
                throw invalid(text, "'**' stands alone and at the end");
            }
            checkLetters(text, grammar.faultOfPath(component.replace('*', 'x')), component);
        }
        if (!tag.isEmpty()) {
            check(text, grammar.faultOfTag(tag.replace('*', 'x')));
        }
        if (!digest.isEmpty() || text.endsWith("@")) {
            check(text, grammar.faultOfDigest(digest));
        }
        return new ReferencePattern(
                text,
                address.host(),
                address.port(),
                List.copyOf(components),
                deep,
                tag.equals(ANY) ? "" : tag,
                digest);
    }

    /** A part with '*' need not be a name as it stands, but of a name's letters it must be. */
    private static void checkLetters(String text, String fault, String component) {
        boolean letters = !component.isEmpty()
                && component
                        .chars()
                        .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "._-*".indexOf(c) >= 0);
        if (fault != null && !(letters && Glob.isGlob(component))) {
            throw invalid(text, fault);
        }
    }

    private static void check(String text, String fault) {
        if (fault != null) {
            throw invalid(text, fault);
        }
    }

    private static IllegalArgumentException invalid(String text, String why) {
        return new IllegalArgumentException("'" + text + "' is no pattern of images: " + why + "; " + ALLOWED);
    }

    /** Whether it stands for one repository. */
    boolean isExact() {
        return !deep && !host.startsWith("*") && path.stream().noneMatch(Glob::isGlob);
    }

    /** The one repository that an exact pattern stands for. */
    String repository() {
        String domain = port.isEmpty() ? host : host + ":" + port;
        return domain + "/" + String.join("/", path);
    }
}
