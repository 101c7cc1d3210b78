package io.jenkins.plugins.dockereventwatch.update;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The output of a host's package manager.
 *
 * @param manager {@code apt}, {@code dnf}, {@code apk} or {@code zypper}
 * @param updates the updates that it would install or holds
 * @param removed packages that it would remove
 * @param onHold packages that its user put on hold, with or without an update
 * @param notes further remarks for people
 * @param refreshed when the package lists were last refreshed; empty: unknown
 */
public record PackageListing(
        String manager,
        List<PendingUpdate> updates,
        List<String> removed,
        List<String> onHold,
        List<String> notes,
        Optional<Instant> refreshed) {

    public PackageListing {
        updates = List.copyOf(updates);
        removed = List.copyOf(removed);
        onHold = List.copyOf(onHold);
        notes = List.copyOf(notes);
    }

    /** Updates only. */
    public PackageListing(String manager, List<PendingUpdate> updates, String... notes) {
        this(manager, updates, List.of(), List.of(), List.of(notes), Optional.empty());
    }

    public PackageListing withRefreshed(Optional<Instant> time) {
        return new PackageListing(manager, updates, removed, onHold, notes, time);
    }
}
