package io.jenkins.plugins.dockereventwatch.update.apt;

import io.jenkins.plugins.dockereventwatch.update.OsRelease;
import io.jenkins.plugins.dockereventwatch.update.version.Digits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The installed release of a distribution, which distinguishes its updates from a release upgrade.
 *
 * @param distribution the id in os-release, such as {@code debian}
 * @param own such as {@code 24.04}; empty: unknown, or a rolling release
 */
record AptRelease(String distribution, Optional<String> own) {

    /** The release according to os-release, or else to installed versions of Debian ({@code +deb12u1}, base-files). */
    static AptRelease of(OsRelease os, List<AptAction> actions) {
        if (os.isKnown()) {
            return new AptRelease(os.id(), os.version());
        }
        Map<String, Integer> votes = new HashMap<>();
        for (AptAction action : actions) {
            String from = action.from().orElse("");
            if (action.name().equals("base-files") && from.contains("+deb")) {
                return debian(Optional.of(from.substring(0, Digits.end(from, 0))));
            }
            int mark = from.lastIndexOf("deb");
            int end = Digits.end(from, mark + 3);
            if (mark > 0 && end > mark + 3 && from.startsWith("u", end)) {
                votes.merge(from.substring(mark + 3, end), 1, Integer::sum);
            }
        }
        return debian(
                votes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey));
    }

    private static AptRelease debian(Optional<String> own) {
        return new AptRelease("debian", own);
    }

    boolean isKnown() {
        return own.isPresent();
    }

    /** The other release that a version belongs to; empty: it may belong to the installed one. */
    Optional<String> other(List<AptOrigin> origins) {
        List<String> releases = origins.stream()
                .filter(origin -> origin.label().toLowerCase(Locale.ROOT).startsWith(distribution))
                .map(AptOrigin::version)
                .filter(version -> !version.isEmpty() && Digits.is(version.charAt(0)))
                .toList();
        return own.isEmpty() || releases.stream().anyMatch(this::isOwn)
                ? Optional.empty()
                : releases.stream().findFirst();
    }

    /** Archives of Debian include the point release (12.15). */
    private boolean isOwn(String version) {
        return version.equals(own.get()) || version.startsWith(own.get() + ".");
    }

    /**
     * An archive that provides a version, such as {@code Debian-Security:12/oldstable-security}.
     *
     * @param label such as {@code Debian-Security}; third parties use arbitrary text
     * @param version such as {@code 12.15}; may be the empty string
     * @param suite such as {@code oldstable-security}; may be the empty string
     */
    record AptOrigin(String label, String version, String suite) {

        /** Parses a comma-separated list. */
        static List<AptOrigin> parse(String text) {
            List<AptOrigin> origins = new ArrayList<>();
            for (String part : text.split(", ")) {
                int slash = part.lastIndexOf('/');
                String place = slash < 0 ? part : part.substring(0, slash);
                int colon = place.lastIndexOf(':');
                origins.add(new AptOrigin(
                        colon < 0 ? place : place.substring(0, colon),
                        colon < 0 ? "" : place.substring(colon + 1),
                        slash < 0 ? "" : part.substring(slash + 1)));
            }
            return origins;
        }

        /** Whether the label or the suite ends with {@code -security}. */
        boolean isSecurity() {
            return label.toLowerCase(Locale.ROOT).endsWith("-security")
                    || suite.toLowerCase(Locale.ROOT).endsWith("-security");
        }
    }
}
