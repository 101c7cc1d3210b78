package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The allowed names, to find the one that is most similar to a reference with a typing error or lookalike name. */
final class SimilarNames {

    private final Set<String> official;
    private final List<Name> officialNames;
    private final List<Name> repositories;

    /**
     * An allowed name.
     *
     * @param letters one bit per character of the name, to exclude different names quickly
     */
    private record Name(String text, long letters) {

        static Name of(String text) {
            return new Name(text, lettersOf(text));
        }

        private static long lettersOf(String text) {
            long letters = 0;
            for (int i = 0; i < text.length(); i++) {
                letters |= 1L << text.charAt(i);
            }
            return letters;
        }

        /** Two edits change at most four bits. */
        boolean mayBeNear(String other, long lettersOfOther) {
            return Math.abs(text.length() - other.length()) <= 2 && Long.bitCount(letters ^ lettersOfOther) <= 4;
        }
    }

    SimilarNames(Set<String> official, Collection<String> repositories) {
        this.official = official;
        this.officialNames = official.stream().map(Name::of).toList();
        this.repositories = repositories.stream().map(Name::of).toList();
    }

    /** Returns the official image that a name resembles (one or two edits), unless the name is an official image itself. */
    Optional<String> lookalike(String name) {
        return official.contains(name) ? Optional.empty() : near(name, officialNames);
    }

    /** Returns the allowed name most similar to a reference that is not allowed; empty if there is none. */
    String of(ImageReference reference) {
        String name = reference.name();
        if (official.contains(name)) {
            return name;
        }
        return near(reference.repository(), repositories)
                .or(() -> near(name, officialNames))
                .orElse("");
    }

    /** Returns the official image most similar to a malformed reference, such as one with a letter of another script. */
    String ofMalformed(String text) {
        String path = text.substring(text.lastIndexOf('/') + 1);
        int end = path.indexOf(':');
        String name = (end < 0 ? path : path.substring(0, end)).strip();
        return near(name, officialNames).orElse("");
    }

    private static Optional<String> near(String name, List<Name> names) {
        long letters = Name.lettersOf(name);
        List<String> candidates = new ArrayList<>();
        for (Name candidate : names) {
            if (candidate.mayBeNear(name, letters)) {
                candidates.add(candidate.text);
            }
        }
        return candidates.isEmpty() ? Optional.empty() : Suggestion.of(name, candidates);
    }
}
