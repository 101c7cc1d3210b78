package io.jenkins.plugins.dockereventwatch.template;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what somebody may have meant. */
final class Suggestion {

    private static final int LONGEST = 40;

    private Suggestion() {}

    /** {@code ; did you mean X?}, or nothing where nothing is near. */
    static String among(Collection<String> known, String written) {
        String sought = written.toLowerCase(Locale.ROOT);
        if (sought.length() > LONGEST) {
            return "";
        }
        return known.stream()
                .filter(name -> distance(name.toLowerCase(Locale.ROOT), sought) <= 1 + sought.length() / 4)
                .min(Comparator.<String>comparingInt(name -> distance(name.toLowerCase(Locale.ROOT), sought))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
