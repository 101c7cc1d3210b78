package io.jenkins.plugins.dockereventwatch.rule.index;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds which of many literals a text contains, with one look-up per character of the text. Each literal is indexed by
 * the one of its trigrams that the fewest other literals share.
 */
final class LiteralIndex {

    private static final int GRAM = 3;

    /** A power of two. */
    private static final int FILTER_BITS = 1 << 14;

    private final Map<Long, List<Entry>> byGram = new HashMap<>();
    private final List<Entry> shorterThanGram = new ArrayList<>();

    /** Excludes most trigrams that are not in {@link #byGram} at a lower cost than a map look-up. */
    private final BitSet filter = new BitSet(FILTER_BITS);

    /**
     * A literal.
     *
     * @param gramAt index in {@code literal} of the trigram by which it is indexed
     * @param owners numbers to report when the literal is found
     */
    private record Entry(String literal, int gramAt, List<Integer> owners) {}

    /**
     * Creates an index.
     *
     * @param owners for each literal the numbers that {@link #find} reports
     */
    LiteralIndex(Map<String, List<Integer>> owners) {
        Map<Long, Integer> sharing = new HashMap<>();
        for (String literal : owners.keySet()) {
            grams(literal).forEach(at -> sharing.merge(gram(literal, at), 1, Integer::sum));
        }
        owners.forEach((literal, numbers) -> grams(literal)
                .boxed()
                .min(Comparator.comparing(at -> sharing.get(gram(literal, at))))
                .ifPresentOrElse(
                        at -> byGram.computeIfAbsent(gram(literal, at), gram -> new ArrayList<>())
                                .add(new Entry(literal, at, numbers)),
                        () -> shorterThanGram.add(new Entry(literal, 0, numbers))));
        byGram.keySet().forEach(gram -> filter.set(hash(gram)));
    }

    /** Adds to {@code found} the numbers of all literals that {@code text} contains. */
    void find(String text, BitSet found) {
        for (Entry entry : shorterThanGram) {
            if (text.contains(entry.literal)) {
                entry.owners.forEach(found::set);
            }
        }
        if (byGram.isEmpty()) {
            return;
        }
        for (int at = 0; at + GRAM <= text.length(); at++) {
            long gram = gram(text, at);
            List<Entry> entries = filter.get(hash(gram)) ? byGram.get(gram) : null;
            if (entries != null) {
                findAt(entries, text, at, found);
            }
        }
    }

    private static void findAt(List<Entry> entries, String text, int at, BitSet found) {
        for (Entry entry : entries) {
            if (text.startsWith(entry.literal, at - entry.gramAt)) {
                entry.owners.forEach(found::set);
            }
        }
    }

    private static IntStream grams(String literal) {
        return IntStream.rangeClosed(0, literal.length() - GRAM);
    }

    private static int hash(long gram) {
        return (int) (gram ^ gram >>> 11 ^ gram >>> 22) & FILTER_BITS - 1;
    }

    private static long gram(String text, int at) {
        return (long) text.charAt(at) << 32 | (long) text.charAt(at + 1) << 16 | text.charAt(at + 2);
    }
}
