package io.jenkins.plugins.dockereventwatch.update;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The running kernel and the newest installed one.
 *
 * @param running the output of {@code uname -r}; empty: unknown
 * @param installed the newest installed kernel as {@code uname -r} would print it; empty: unknown or none
 * @param installedVersion the package version of {@code installed}
 * @param current whether the newest kernel is running; empty: unknown
 */
public record KernelState(
        Optional<String> running,
        Optional<String> installed,
        Optional<String> installedVersion,
        Optional<Boolean> current) {

    public static final KernelState UNKNOWN =
            new KernelState(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * An installed kernel.
     *
     * @param release the output of {@code uname -r} while it is running
     * @param version the package version
     */
    public record Installed(String release, String version) {}

    /**
     * Compares the running kernel to the installed ones.
     *
     * @param running the output of {@code uname -r}
     * @param runningVersion the package version of the running kernel according to {@code uname -v}; empty: unknown
     * @param order the order of package versions
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
        // The package of a running kernel may have been updated without a change of its name.
        Optional<String> actual = version.isPresent() ? runningVersion.or(() -> version) : version;
        return new KernelState(
                running,
                newest.map(Installed::release),
                newest.map(Installed::version),
                newest.flatMap(kernel -> actual.map(own -> order.compare(own, kernel.version()) >= 0)));
    }
}
