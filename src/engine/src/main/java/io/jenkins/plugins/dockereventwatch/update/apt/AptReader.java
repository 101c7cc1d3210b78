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

/** Reads hosts of Debian and its children by {@code apt-get -s dist-upgrade}. */
public final class AptReader {

    private static final int MANY_REMOVALS = 10;

    private final AptSimulation simulation;
    private final AptRelease release;
    private final Optional<String> installedKernel;

    /**
     * Prepares it.
     *
     * @param os the host's operating system
     * @param installedKernel the version of the newest installed kernel's package, where that is known
     */
    public AptReader(AptSimulation simulation, OsRelease os, Optional<String> installedKernel) {
        this.simulation = simulation;
        this.release = AptRelease.of(os, simulation.actions());
        this.installedKernel = installedKernel;
    }

    /**
     * Reads it.
     *
     * @param upgradable what {@code apt list --upgradable} says by package, for the versions of what is kept back
     * @param onHold what {@code apt-mark showhold} says; empty: not known
     */
    public PackageListing read(Map<String, PendingUpdate> upgradable, Optional<List<String>> onHold) {
        List<PendingUpdate> updates = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (AptAction action : simulation.actions()) {
            switch (action.verb()) {
                case "Inst" -> updates.add(update(action));
                case "Remv", "Purg" -> removed.add(action.name());
                default -> {
                    // Conf repeats what Inst said.
                }
            }
        }
        if (!release.isKnown() && removed.size() >= MANY_REMOVALS) {
            updates.replaceAll(update -> inRelease(update, "another"));
        }
        for (String name : simulation.keptBack()) {
            updates.add(held(name, upgradable, keptBack(name, onHold)));
        }
        for (String name : simulation.phased()) {
            updates.add(held(
                    name, upgradable, "phased: the archive rolls it out in steps and has not yet reached this host"));
        }
        return new PackageListing("apt", updates, removed, onHold.orElse(List.of()), notes());
    }

    private PendingUpdate update(AptAction action) {
        String to = action.to().orElseThrow();
        List<AptOrigin> origins = AptOrigin.parse(action.origin());
        boolean security = origins.stream().anyMatch(AptOrigin::isSecurity);
        Optional<String> before =
                action.from().or(() -> KernelPackages.isImage(action.name()) ? kernelBefore() : Optional.empty());
        return new PendingUpdate(
                action.name(),
                action.from(),
                action.to(),
                action.origin(),
                security ? Optional.of(Severity.UNKNOWN) : Optional.empty(),
                before.map(from -> UpdateSize.between(VersionScheme.DEBIAN, from, to))
                        .orElse(UpdateSize.PATCH),
                release.other(origins),
                Optional.empty());
    }

    /** What a new kernel's image comes after: the package that depends on the newest, else the newest installed. */
    private Optional<String> kernelBefore() {
        return simulation.actions().stream()
                .filter(action -> action.verb().equals("Inst") && KernelPackages.isImage(action.name()))
                .flatMap(action -> action.from().stream())
                .findFirst()
                .or(() -> installedKernel);
    }

    private static PendingUpdate inRelease(PendingUpdate update, String other) {
        return new PendingUpdate(
                update.name(),
                update.from(),
                update.to(),
                update.origin(),
                update.security(),
                update.size(),
                Optional.of(other),
                update.heldBy());
    }

    private static String keptBack(String name, Optional<List<String>> onHold) {
        if (onHold.isEmpty()) {
            return "kept back by apt: on hold (see apt-mark showhold), or what it needs cannot be installed";
        }
        return onHold.get().contains(name)
                ? "on hold on the host (apt-mark)"
                : "kept back by apt: what it needs cannot be installed";
    }

    private static PendingUpdate held(String name, Map<String, PendingUpdate> upgradable, String reason) {
        PendingUpdate known = upgradable.get(name);
        return known != null
                ? known.heldBy(reason)
                : new PendingUpdate(
                        name,
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        Optional.empty(),
                        UpdateSize.PATCH,
                        Optional.empty(),
                        Optional.of(reason));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(simulation.notes());
        int unnamed = simulation.left()
                - simulation.keptBack().size()
                - simulation.phased().size();
        if (unnamed > 0) {
            notes.add("apt leaves " + unnamed + " further package" + (unnamed == 1 ? "" : "s")
                    + " as they are and does not name them; apt-get -s dist-upgrade names all");
        }
        if (!release.isKnown() && !simulation.actions().isEmpty()) {
            notes.add("the host's release is not known (no os-release): a release upgrade might be taken for updates");
        }
        if (!simulation.unread().isEmpty()) {
            notes.add("not understood in apt's output: " + String.join("; ", simulation.unread()));
        }
        return notes;
    }
}
