package io.jenkins.plugins.dockereventwatch.rule.index;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds which of many texts stand anywhere in another, at the price of one look-up for each of its characters: every
 * text is filed under three of its characters, the three that fewest other texts share.
 */
final class LiteralIndex {

    private static final int GRAM = 3;

    /** A power of two; grams share a bit where their hashes agree in as many low bits. */
    private static final int FILTER_BITS = 1 << 14;

    private final Map<Long, List<Entry>> byGram = new HashMap<>();
    private final List<Entry> shorterThanGram = new ArrayList<>();

    /** Tells of most grams that none is filed under them, for less than a look-up in the map costs. */
    private final BitSet filter = new BitSet(FILTER_BITS);

    /**
     * A text to look for.
     *
     * @param gramAt where in {@code literal} the characters stand under which it is filed
     * @param owners the numbers of the patterns that require it
     */
    private record Entry(String literal, int gramAt, List<Integer> owners) {}

    /**
     * Files texts.
     *
     * @param owners for each text the numbers that {@link #find} is to report
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

    /** Adds to {@code found} the numbers of all texts that stand in {@code text}. */
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
