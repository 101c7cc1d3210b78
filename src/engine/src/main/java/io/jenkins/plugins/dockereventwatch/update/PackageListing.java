package io.jenkins.plugins.dockereventwatch.update;

import java.util.List;

/**
 * What a host's package manager says.
 *
 * @param manager {@code apt}, {@code dnf}, {@code apk} or {@code zypper}
 * @param updates what it would do or holds back
 * @param removed packages that it would remove
 * @param onHold packages that its user put on hold, with an update or without
 * @param notes what is to be known besides, for people
 */
public record PackageListing(
        String manager, List<PendingUpdate> updates, List<String> removed, List<String> onHold, List<String> notes) {

    /** Copies the lists. */
    public PackageListing {
        updates = List.copyOf(updates);
        removed = List.copyOf(removed);
        onHold = List.copyOf(onHold);
        notes = List.copyOf(notes);
    }
}
