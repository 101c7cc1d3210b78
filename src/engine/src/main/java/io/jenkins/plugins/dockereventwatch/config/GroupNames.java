package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.grouping.Grouping;
import java.util.Optional;

/** What alerts can be grouped by: some names, and any field of events by its path. */
public final class GroupNames {

    private GroupNames() {}

    /**
     * Checks one.
     *
     * @throws IllegalArgumentException if it is neither a name nor a field; says what there is, and what may be meant
     */
    public static void check(String text) {
        if (Grouping.NAMES.contains(text)) {
            return;
        }
        Optional<String> meant = FieldNames.meant(text);
        if (meant.isPresent()) {
            throw new IllegalArgumentException("'" + text + "' is neither one of " + String.join(", ", Grouping.NAMES)
                    + " nor a field of events; did you mean '" + meant.get() + "'?");
        }
        FieldPath.of(text);
    }
}
