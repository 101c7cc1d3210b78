package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import io.jenkins.plugins.dockereventwatch.image.reference.RegistryAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An index of patterns by registry and path component. The cost of a lookup depends on the length of the reference and on
 * the patterns with the same prefix, not on the total number of patterns.
 */
final class PatternIndex {

    /** How the registry of a reference is compared with patterns. */
    enum Mode {
        /** For patterns that allow: the registry must be written exactly as in the pattern. */
        STRICT,
        /** For patterns that deny: all spellings of a registry match, and a pattern without a port matches all ports. */
        LOOSE
    }

    /**
     * The patterns that match a reference.
     *
     * @param certain the indices of matching patterns
     * @param unsure the indices of patterns that may match: the pattern has a tag and the reference a digest, or vice versa
     */
    record Matches(BitSet certain, BitSet unsure) {

        /** Returns the index of the first match, or -1. */
        int first() {
            return certain.nextSetBit(0);
        }

        /** Returns the index of the first possible match, or -1. */
        int firstUnsure() {
            return unsure.nextSetBit(0);
        }
    }

    private record Leaf(ReferencePattern pattern, int number) {}

    private static final String ANY_HOST = "";

    private final Mode mode;
    /** The patterns by host, then by the components of the path before the first one with a wildcard. */
    private final Map<String, Map<List<String>, List<Leaf>>> leaves = new HashMap<>();

    PatternIndex(List<ReferencePattern> patterns, Mode mode) {
        this.mode = mode;
        for (int number = 0; number < patterns.size(); number++) {
            ReferencePattern pattern = patterns.get(number);
            String host = pattern.registry().host();
            List<String> prefix = pattern.path().stream()
                    .takeWhile(part -> !Glob.isGlob(part))
                    .toList();
            leaves.computeIfAbsent(
                            host.startsWith("*.") ? "*." + host(host.substring(2)) : host(host), key -> new HashMap<>())
                    .computeIfAbsent(prefix, key -> new ArrayList<>())
                    .add(new Leaf(pattern, number));
        }
    }

    private String host(String host) {
        return mode == Mode.STRICT ? host : new RegistryAddress(host, "").canonicalHost();
    }

    /**
     * Finds the patterns that match a reference.
     *
     * @param digest the digest of the image if it is known otherwise; empty to use the digest of the reference
     */
    Matches find(ImageReference reference, String digest) {
        RegistryAddress address = RegistryAddress.of(reference.domain());
        String host = host(address.host());
        boolean library =
                host.equals(ImageReference.DOCKER_HUB) && reference.path().indexOf('/') < 0;
        List<String> path = List.of((library ? "library/" + reference.path() : reference.path()).split("/"));
        Search search = new Search(
                mode,
                address,
                path,
                reference.effectiveTag(),
                digest.isEmpty() ? reference.digest() : digest,
                new Matches(new BitSet(), new BitSet()));
        search.visit(leaves.get(host));
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            search.visit(leaves.get("*" + host.substring(dot)));
        }
        search.visit(leaves.get(ANY_HOST));
        return search.found;
    }

    private record Search(
            Mode mode, RegistryAddress address, List<String> path, String tag, String digest, Matches found) {

        void visit(Map<List<String>, List<Leaf>> byPrefix) {
            for (int end = 0; byPrefix != null && end <= path.size(); end++) {
                byPrefix.getOrDefault(path.subList(0, end), List.of()).forEach(this::test);
            }
        }

        /** The tag of a reference with a digest is unknown, and vice versa. */
        private void test(Leaf leaf) {
            ReferencePattern pattern = leaf.pattern;
            boolean tagFits = pattern.tag().isEmpty() || tag.isEmpty() || new Glob(pattern.tag()).matches(tag);
            boolean digestFits = pattern.digest().isEmpty()
                    || digest.isEmpty()
                    || pattern.digest().equals(digest);
            if (tagFits
                    && digestFits
                    && isPort(pattern.registry().port())
                    && Glob.matchesPath(pattern.path(), pattern.deep(), path)) {
                boolean known = (pattern.tag().isEmpty() || !tag.isEmpty())
                        && (pattern.digest().isEmpty() || !digest.isEmpty());
                (known ? found.certain : found.unsure).set(leaf.number);
            }
        }

        private boolean isPort(String port) {
            if (port.equals("*")) {
                return true;
            }
            return mode == Mode.STRICT ? port.equals(address.port()) : port.isEmpty() || address.mayHavePort(port);
        }
    }
}
