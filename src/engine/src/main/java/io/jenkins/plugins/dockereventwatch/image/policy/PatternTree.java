package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import io.jenkins.plugins.dockereventwatch.image.reference.RegistryAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many patterns, found by registry and then component by component, so that a reference costs no more for a thousand of
 * them than its own length and the patterns that begin as it does.
 */
final class PatternTree {

    /** How a reference is compared with patterns. */
    enum Mode {
        /** For patterns that allow: the registry must be written as the pattern has it. */
        STRICT,
        /** For patterns that deny: every way to write the same registry counts, and every port where none is named. */
        LOOSE
    }

    /**
     * Which patterns a reference meets.
     *
     * @param certain numbers of those that it does
     * @param unsure numbers of those of which it cannot be told, since they speak of a tag and the reference has a digest,
     *     or the other way about
     */
    record Matches(BitSet certain, BitSet unsure) {

        /** The first pattern met; negative: none. */
        int first() {
            return certain.nextSetBit(0);
        }

        /** The first pattern of which it cannot be told; negative: none. */
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

    /** Files patterns; their numbers are those of the list. */
    PatternTree(List<ReferencePattern> patterns, Mode mode) {
        this.mode = mode;
        this.isEmpty = patterns.isEmpty();
        for (int number = 0; number < patterns.size(); number++) {
            add(patterns.get(number), number);
        }
    }

    private void add(ReferencePattern pattern, int number) {
        Node node = root(pattern.host());
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
        return mode == Mode.STRICT ? host : new RegistryAddress(host, "").sameHost();
    }

    /**
     * Finds the patterns that a reference meets.
     *
     * @param digest its digest where that is known otherwise; empty: as it says
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

    /** One reference's way through the tree; no node is visited twice. */
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
            if (!isPort(pattern.port())) {
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

        /** Beside a digest a tag says nothing: what is pulled may bear any. */
        private Fit fitOfTag(String pattern) {
            if (pattern.isEmpty()) {
                return Fit.YES;
            }
            return tag.isEmpty() ? Fit.UNSURE : Fit.of(new Glob(pattern).matches(tag));
        }

        /** A tag may lead to any digest. */
        private Fit fitOfDigest(String wanted) {
            if (wanted.isEmpty()) {
                return Fit.YES;
            }
            return digest.isEmpty() ? Fit.UNSURE : Fit.of(wanted.equals(digest));
        }
    }
}
