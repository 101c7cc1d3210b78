package io.jenkins.plugins.dockereventwatch.update.apt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
