package io.jenkins.plugins.dockereventwatch.update.apt;

import io.jenkins.plugins.dockereventwatch.update.KernelPackages;
import io.jenkins.plugins.dockereventwatch.update.OsRelease;
import io.jenkins.plugins.dockereventwatch.update.PackageListing;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.UpdateSize;
import io.jenkins.plugins.dockereventwatch.update.version.VersionScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Determines the pending updates of Debian and its derivatives from {@code apt-get -s dist-upgrade}. */
public final class AptReader {

    private static final int MANY_REMOVALS = 10;

    private final AptSimulation simulation;
    private final AptRelease release;
    private final Optional<String> installedKernel;

    /**
     * Creates a reader.
     *
     * @param installedKernel the package version of the newest installed kernel; empty: unknown
     */
    public AptReader(AptSimulation simulation, OsRelease os, Optional<String> installedKernel) {
        this.simulation = simulation;
        this.release = AptRelease.of(os, simulation.actions());
        this.installedKernel = installedKernel;
    }

    /**
     * Reads the simulation.
     *
     * @param upgradable the updates of {@code apt list --upgradable} by package, which include those kept back
     * @param onHold the packages of {@code apt-mark showhold}; empty: unknown
     */
    public PackageListing read(Map<String, PendingUpdate> upgradable, Optional<List<String>> onHold) {
        List<PendingUpdate> updates = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (AptAction action : simulation.actions()) {
            switch (action.verb()) {
                case "Inst" -> updates.add(update(action));
                case "Remv", "Purg" -> removed.add(action.name());
                default -> {
                    // Conf repeats Inst.
                }
            }
        }
        if (!release.isKnown() && removed.size() >= MANY_REMOVALS) {
            updates.replaceAll(update -> update.withRelease(Optional.of("another")));
        }
        for (String name : simulation.keptBack()) {
            updates.add(held(name, upgradable, keptBack(name, onHold)));
        }
        for (String name : simulation.phased()) {
            updates.add(held(name, upgradable, "phased: the archive has not released it to this host yet"));
        }
        return new PackageListing("apt", updates, removed, onHold.orElse(List.of()), notes());
    }

    private PendingUpdate update(AptAction action) {
        String to = action.to().orElseThrow();
        List<AptOrigin> origins = AptOrigin.parse(action.origin());
        boolean security = origins.stream().anyMatch(AptOrigin::isSecurity);
        Optional<String> before =
                action.from().or(() -> KernelPackages.isImage(action.name()) ? kernelBefore() : Optional.empty());
        return PendingUpdate.of(VersionScheme.DEBIAN, action.name(), action.from(), action.to(), action.origin())
                .withSecurity(security ? Optional.of(Severity.UNKNOWN) : Optional.empty())
                .withSize(before.map(from -> UpdateSize.between(VersionScheme.DEBIAN, from, to))
                        .orElse(UpdateSize.PATCH))
                .withRelease(release.other(origins));
    }

    /** The version before a new kernel image: that of the updated metapackage, else the newest installed one. */
    private Optional<String> kernelBefore() {
        return simulation.actions().stream()
                .filter(action -> action.verb().equals("Inst") && KernelPackages.isImage(action.name()))
                .flatMap(action -> action.from().stream())
                .findFirst()
                .or(() -> installedKernel);
    }

    private static String keptBack(String name, Optional<List<String>> onHold) {
        if (onHold.isEmpty()) {
            return "kept back by apt: on hold (see apt-mark showhold), or with unmet dependencies";
        }
        return onHold.get().contains(name) ? "on hold on the host (apt-mark)" : "kept back by apt: unmet dependencies";
    }

    private static PendingUpdate held(String name, Map<String, PendingUpdate> upgradable, String reason) {
        PendingUpdate known = upgradable.containsKey(name)
                ? upgradable.get(name)
                : PendingUpdate.of(VersionScheme.DEBIAN, name, Optional.empty(), Optional.empty(), "");
        return known.withHeldBy(Optional.of(reason));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(simulation.notes());
        int unnamed = simulation.left()
                - simulation.keptBack().size()
                - simulation.phased().size();
        if (unnamed > 0) {
            notes.add("apt does not upgrade " + unnamed + " further package" + (unnamed == 1 ? "" : "s")
                    + " and does not name them; apt-get -s dist-upgrade names all");
        }
        if (!release.isKnown() && !simulation.actions().isEmpty()) {
            notes.add("the host's release is unknown (no os-release): a release upgrade may appear as updates");
        }
        if (!simulation.unread().isEmpty()) {
            notes.add("unrecognized output of apt: " + String.join("; ", simulation.unread()));
        }
        return notes;
    }
}
