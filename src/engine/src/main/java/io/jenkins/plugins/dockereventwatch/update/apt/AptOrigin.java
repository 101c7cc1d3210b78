package io.jenkins.plugins.dockereventwatch.update.apt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One of the archives that have a version: {@code Debian-Security:12/oldstable-security}.
 *
 * @param label {@code Debian-Security}; labels of others may hold anything
 * @param version {@code 12.15}; perhaps nothing
 * @param suite {@code oldstable-security}; perhaps nothing
 */
record AptOrigin(String label, String version, String suite) {

    /** All that apt names. */
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

    /** By the name of label or suite: suites change theirs when a new release comes (stable, oldstable). */
    boolean isSecurity() {
        return label.toLowerCase(Locale.ROOT).endsWith("-security")
                || suite.toLowerCase(Locale.ROOT).endsWith("-security");
    }
}
