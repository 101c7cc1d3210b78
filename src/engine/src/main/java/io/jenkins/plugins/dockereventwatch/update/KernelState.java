package io.jenkins.plugins.dockereventwatch.update;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The kernel that runs, against the newest that is installed.
 *
 * @param running as {@code uname -r} says; empty: not known
 * @param installed the newest installed, called as {@code uname -r} would call it; empty: not known, or none
 * @param installedVersion the version of that one's package
 * @param current whether the newest runs; empty: they cannot be compared
 */
public record KernelState(
        Optional<String> running,
        Optional<String> installed,
        Optional<String> installedVersion,
        Optional<Boolean> current) {

    /** Nothing is known. */
    public static final KernelState UNKNOWN =
            new KernelState(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * An installed kernel.
     *
     * @param release what {@code uname -r} says when it runs
     * @param version its package's version
     */
    public record Installed(String release, String version) {}

    /**
     * Compares.
     *
     * @param running {@code uname -r}
     * @param runningVersion the running kernel's package version where {@code uname -v} tells it
     * @param installed all installed
     * @param order of package versions
     */
    public static KernelState of(
            Optional<String> running,
            Optional<String> runningVersion,
            List<Installed> installed,
            Comparator<String> order) {
        Optional<Installed> newest = installed.stream().max(Comparator.comparing(Installed::version, order));
        Optional<String> version = running.flatMap(release -> installed.stream()
                        .filter(kernel -> kernel.release().equals(release))
                        .findFirst())
                .map(Installed::version);
        // The package may have been replaced under a running kernel that keeps its name.
        Optional<String> actual = version.isPresent() ? runningVersion.or(() -> version) : version;
        return new KernelState(
                running,
                newest.map(Installed::release),
                newest.map(Installed::version),
                newest.flatMap(kernel -> actual.map(own -> order.compare(own, kernel.version()) >= 0)));
    }
}
