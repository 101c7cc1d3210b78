package io.jenkins.plugins.dockereventwatch.update.apt;

import io.jenkins.plugins.dockereventwatch.update.KernelPackages;
import io.jenkins.plugins.dockereventwatch.update.OsRelease;
import io.jenkins.plugins.dockereventwatch.update.PackageListing;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate.Change;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.UpdateSize;
import io.jenkins.plugins.dockereventwatch.update.apt.AptRelease.AptOrigin;
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
        List<String> removed = simulation.actions().stream()
                .filter(AptAction::isRemoval)
                .map(AptAction::name)
                .toList();
        boolean upgrade = !release.isKnown() && removed.size() >= MANY_REMOVALS;
        List<PendingUpdate> updates = new ArrayList<>();
        simulation.actions().stream()
                .filter(AptAction::isInstallation)
                .forEach(action -> updates.add(update(action, upgrade)));
        for (String name : simulation.keptBack()) {
            updates.add(held(name, upgradable, keptBack(name, onHold)));
        }
        for (String name : simulation.phased()) {
            updates.add(held(name, upgradable, "phased: the archive has not released it to this host yet"));
        }
        return new PackageListing("apt", updates, removed, onHold.orElse(List.of()), notes(), Optional.empty());
    }

    private PendingUpdate update(AptAction action, boolean isReleaseUpgrade) {
        List<AptOrigin> origins = AptOrigin.parse(action.origin());
        boolean security = origins.stream().anyMatch(AptOrigin::isSecurity);
        Optional<String> before =
                action.from().or(() -> KernelPackages.isImage(action.name()) ? kernelBefore() : Optional.empty());
        return new PendingUpdate(
                action.name(),
                new Change(
                        action.from(),
                        action.to(),
                        Change.of(VersionScheme.DEBIAN, before, action.to()).size()),
                action.origin(),
                security ? Optional.of(Severity.UNKNOWN) : Optional.empty(),
                isReleaseUpgrade ? Optional.of("another") : release.other(origins),
                Optional.empty());
    }

    /** The version before a new kernel image: that of the updated metapackage, else the newest installed one. */
    private Optional<String> kernelBefore() {
        return simulation.actions().stream()
                .filter(action -> action.isInstallation() && KernelPackages.isImage(action.name()))
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
        PendingUpdate known = upgradable.containsKey(name) ? upgradable.get(name) : unknown(name);
        return known.withHeldBy(reason);
    }

    private static PendingUpdate unknown(String name) {
        Change change = new Change(Optional.empty(), Optional.empty(), UpdateSize.PATCH);
        return new PendingUpdate(name, change, "", Optional.empty(), Optional.empty(), Optional.empty());
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
