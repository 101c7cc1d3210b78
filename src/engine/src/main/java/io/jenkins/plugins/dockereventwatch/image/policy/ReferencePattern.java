package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import io.jenkins.plugins.dockereventwatch.image.reference.ReferenceGrammar;
import io.jenkins.plugins.dockereventwatch.image.reference.RegistryAddress;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern for normalized references: {@code ghcr.io/acme/**}, {@code quay.io/*}{@code /tool},
 * {@code registry.example.org:5000/team/*:1.*}, {@code mysql}. The default registry is Docker Hub, as in a reference.
 *
 * @param text the pattern as written
 * @param registry the registry; host {@code *.example.org} for subdomains, empty for any; port {@code *} for any
 * @param path the components of the path, in which {@code *} matches any characters
 * @param deep whether at least one further component must follow ({@code **})
 * @param tag the pattern for the tag; empty for any tag or digest
 * @param digest the digest; empty for any
 */
record ReferencePattern(
        String text, RegistryAddress registry, List<String> path, boolean deep, String tag, String digest) {

    static final String DEEP = "**";
    private static final String ANY = "*";

    /**
     * Parses a pattern.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    static ReferencePattern parse(String text) {
        if (text.equals(DEEP)) {
            return new ReferencePattern(text, new RegistryAddress("", ANY), List.of(), true, "", "");
        }
        int at = text.indexOf('@');
        String digest = at < 0 ? "" : text.substring(at + 1);
        String named = at < 0 ? text : text.substring(0, at);
        int colon = named.lastIndexOf(':');
        boolean tagged = colon > named.lastIndexOf('/');
        String tag = tagged ? named.substring(colon + 1) : "";
        String repository = tagged ? named.substring(0, colon) : named;
        if (tagged && tag.isEmpty()) {
            throw invalid(text, new InvalidValueException("pattern-tag"));
        }
        int slash = repository.indexOf('/');
        String first = slash < 0 ? repository : repository.substring(0, slash);
        if (slash < 0) {
            if (first.indexOf('.') >= 0) {
                throw invalid(text, new InvalidValueException("pattern-ambiguous", first));
            }
            return pattern(text, ImageReference.DOCKER_HUB, "library/" + repository, tag, digest);
        }
        if (first.equals(ANY) || first.equals(DEEP)) {
            throw invalid(text, new InvalidValueException("pattern-registry"));
        }
        if (!ReferenceGrammar.isDomain(first)) {
            return pattern(text, ImageReference.DOCKER_HUB, repository, tag, digest);
        }
        String path = repository.substring(slash + 1);
        boolean hub = first.equals("index.docker.io") || first.equals(ImageReference.DOCKER_HUB);
        boolean single = path.indexOf('/') < 0 && !path.equals(DEEP);
        return pattern(
                text, hub ? ImageReference.DOCKER_HUB : first, hub && single ? "library/" + path : path, tag, digest);
    }

    private static ReferencePattern pattern(String text, String registry, String path, String tag, String digest) {
        RegistryAddress address = RegistryAddress.of(registry);
        String anyPort = address.port().equals(ANY) ? address.host() : registry;
        check(text, ReferenceGrammar.domainError(anyPort.startsWith("*.") ? anyPort.substring(2) : anyPort));
        List<String> components = new ArrayList<>(List.of(path.split("/", -1)));
        boolean deep = components.get(components.size() - 1).equals(DEEP);
        if (deep) {
            components.remove(components.size() - 1);
        }
        for (String component : components) {
            if (component.contains(DEEP)) {
                throw invalid(text, new InvalidValueException("pattern-deep"));
            }
            // A component with '*' can be invalid as a name, but must consist of the characters of names.
            if (!Glob.isGlob(component) || !component.matches("[a-z0-9._*-]+")) {
                check(text, ReferenceGrammar.pathError(component.replace('*', 'x')));
            }
        }
        if (!tag.isEmpty()) {
            check(text, ReferenceGrammar.tagError(tag.replace('*', 'x')));
        }
        if (!digest.isEmpty() || text.endsWith("@")) {
            check(text, ReferenceGrammar.digestError(digest));
        }
        return new ReferencePattern(text, address, List.copyOf(components), deep, tag.equals(ANY) ? "" : tag, digest);
    }

    private static void check(String text, InvalidValueException fault) {
        if (fault != null) {
            throw invalid(text, fault);
        }
    }

    private static InvalidValueException invalid(String text, InvalidValueException why) {
        return new InvalidValueException("pattern", text, why);
    }

    /** Returns whether the pattern matches only one repository. */
    boolean isExact() {
        return !deep && !registry.host().startsWith("*") && path.stream().noneMatch(Glob::isGlob);
    }

    /** Returns the repository of an exact pattern. */
    String repository() {
        String port = registry.port().isEmpty() ? "" : ":" + registry.port();
        return registry.host() + port + "/" + String.join("/", path);
    }

    /** Returns the pattern that matches the repository of a reference. */
    static String textOf(ImageReference reference) {
        return reference.isInLibrary() ? reference.name() : reference.repository();
    }
}
