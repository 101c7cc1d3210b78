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
final class PatternTree {

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

    private enum Fit {
        YES,
        UNSURE,
        NO;

        static Fit of(boolean fits) {
            return fits ? YES : NO;
        }

        Fit and(Fit other) {
            return compareTo(other) > 0 ? this : other;
        }
    }

    private record Leaf(ReferencePattern pattern, int number) {}

    private static final class Node {
        private final Map<String, Node> byName = new HashMap<>();
        private final Map<Glob, Node> byGlob = new HashMap<>();
        private final List<Leaf> here = new ArrayList<>();
        private final List<Leaf> below = new ArrayList<>();
    }

    private static final Matches NONE = new Matches(new BitSet(), new BitSet());

    private final Mode mode;
    private final boolean isEmpty;
    private final Map<String, Node> byHost = new HashMap<>();
    private final Map<String, Node> byDomainAbove = new HashMap<>();
    private final Node anyHost = new Node();

    /** Creates an index of a list of patterns. */
    PatternTree(List<ReferencePattern> patterns, Mode mode) {
        this.mode = mode;
        this.isEmpty = patterns.isEmpty();
        for (int number = 0; number < patterns.size(); number++) {
            add(patterns.get(number), number);
        }
    }

    private void add(ReferencePattern pattern, int number) {
        Node node = root(pattern.registry().host());
        for (String component : pattern.path()) {
            node = Glob.isGlob(component)
                    ? node.byGlob.computeIfAbsent(new Glob(component), key -> new Node())
                    : node.byName.computeIfAbsent(component, key -> new Node());
        }
        (pattern.deep() ? node.below : node.here).add(new Leaf(pattern, number));
    }

    private Node root(String host) {
        if (host.isEmpty()) {
            return anyHost;
        }
        if (host.startsWith("*.")) {
            return byDomainAbove.computeIfAbsent(host(host.substring(2)), key -> new Node());
        }
        return byHost.computeIfAbsent(host(host), key -> new Node());
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
        if (isEmpty) {
            return NONE;
        }
        RegistryAddress address = RegistryAddress.of(reference.domain());
        Search search = new Search(address, reference.effectiveTag(), digest.isEmpty() ? reference.digest() : digest);
        String host = host(address.host());
        boolean library =
                host.equals(ImageReference.DOCKER_HUB) && reference.path().indexOf('/') < 0;
        String[] path = (library ? "library/" + reference.path() : reference.path()).split("/");
        Node exact = byHost.get(host);
        if (exact != null) {
            search.visit(exact, path, 0);
        }
        for (int dot = byDomainAbove.isEmpty() ? -1 : host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            Node above = byDomainAbove.get(host.substring(dot + 1));
            if (above != null) {
                search.visit(above, path, 0);
            }
        }
        search.visit(anyHost, path, 0);
        return new Matches(search.certain, search.unsure);
    }

    /** The search for one reference; no node is visited twice. */
    private final class Search {

        private final RegistryAddress address;
        private final String tag;
        private final String digest;
        private final BitSet certain = new BitSet();
        private final BitSet unsure = new BitSet();

        Search(RegistryAddress address, String tag, String digest) {
            this.address = address;
            this.tag = tag;
            this.digest = digest;
        }

        void visit(Node node, String[] path, int at) {
            if (at == path.length) {
                node.here.forEach(this::test);
                return;
            }
            node.below.forEach(this::test);
            Node named = node.byName.get(path[at]);
            if (named != null) {
                visit(named, path, at + 1);
            }
            node.byGlob.forEach((glob, next) -> {
                if (glob.matches(path[at])) {
                    visit(next, path, at + 1);
                }
            });
        }

        private void test(Leaf leaf) {
            ReferencePattern pattern = leaf.pattern;
            if (!isPort(pattern.registry().port())) {
                return;
            }
            Fit fit = fitOfTag(pattern.tag()).and(fitOfDigest(pattern.digest()));
            if (fit != Fit.NO) {
                (fit == Fit.YES ? certain : unsure).set(leaf.number);
            }
        }

        private boolean isPort(String port) {
            if (port.equals("*")) {
                return true;
            }
            return mode == Mode.STRICT ? port.equals(address.port()) : port.isEmpty() || address.mayHavePort(port);
        }

        /** The tag of a reference with a digest is unknown. */
        private Fit fitOfTag(String pattern) {
            if (pattern.isEmpty()) {
                return Fit.YES;
            }
            return tag.isEmpty() ? Fit.UNSURE : Fit.of(new Glob(pattern).matches(tag));
        }

        /** The digest of a reference with a tag is unknown. */
        private Fit fitOfDigest(String wanted) {
            if (wanted.isEmpty()) {
                return Fit.YES;
            }
            return digest.isEmpty() ? Fit.UNSURE : Fit.of(wanted.equals(digest));
        }
    }
}
