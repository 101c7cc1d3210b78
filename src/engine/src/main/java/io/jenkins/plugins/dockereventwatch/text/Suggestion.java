package io.jenkins.plugins.dockereventwatch.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests corrections of unknown words in error messages. */
public final class Suggestion {

    private Suggestion() {}

    /** Returns the most similar candidate, if it differs by at most two edits; by one edit for words of up to four characters. */
    public static Optional<String> of(String word, Collection<String> candidates) {
        if (word.length() > 100) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(candidate ->
                        distance(word, candidate) <= (Math.min(word.length(), candidate.length()) < 5 ? 1 : 2))
                .min(Comparator.comparing(candidate -> distance(word, candidate)));
    }

    /** Returns {@code ; did you mean 'x'?}, or an empty text. */
    public static String ending(String word, Collection<String> candidates) {
        return of(word, candidates)
                .map(meant -> "; did you mean '" + meant + "'?")
                .orElse("");
    }

    /** Returns the optimal string alignment distance, ignoring case. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                cost[i][j] =
                        Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
