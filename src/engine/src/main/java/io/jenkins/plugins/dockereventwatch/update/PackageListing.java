package io.jenkins.plugins.dockereventwatch.update;

import java.util.List;

/**
 * The output of a host's package manager.
 *
 * @param manager {@code apt}, {@code dnf}, {@code apk} or {@code zypper}
 * @param updates the updates that it would install or holds
 * @param removed packages that it would remove
 * @param onHold packages that its user put on hold, with or without an update
 * @param notes further remarks for people
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

    /** Updates only. */
    public PackageListing(String manager, List<PendingUpdate> updates, String... notes) {
        this(manager, updates, List.of(), List.of(), List.of(notes));
    }
}
