package io.jenkins.plugins.dockereventwatch.image.policy;

import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the allowed image that a name was perhaps meant to be, or was made to look like. */
final class NearestName {

    private final Set<String> official;
    private final List<Name> officialNames;
    private final List<Name> repositories;

    /**
     * A name that is allowed.
     *
     * @param letters one bit for each sign that occurs in it, to tell quickly what is far from it
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

        /** Two slips change at most four bits. */
        boolean mayBeNear(String other, long lettersOfOther) {
            return Math.abs(text.length() - other.length()) <= 2 && Long.bitCount(letters ^ lettersOfOther) <= 4;
        }
    }

    /**
     * Takes note of what is allowed.
     *
     * @param official names of official images
     * @param repositories others, each in full
     */
    NearestName(Set<String> official, Collection<String> repositories) {
        this.official = official;
        this.officialNames = official.stream().map(Name::of).toList();
        this.repositories = repositories.stream().map(Name::of).toList();
    }

    /** The official image that a name is one or two slips from, not being one itself; empty: none. */
    Optional<String> lookalike(String name) {
        return official.contains(name) ? Optional.empty() : near(name, officialNames);
    }

    /** The allowed name nearest to a reference that is not allowed; empty where none is near. */
    String of(ImageReference reference) {
        String name = reference.name();
        if (official.contains(name)) {
            return name;
        }
        return near(reference.repository(), repositories)
                .or(() -> near(name, officialNames))
                .orElse("");
    }

    /** The official image nearest to text that is no reference, such as one with a letter of another script. */
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
