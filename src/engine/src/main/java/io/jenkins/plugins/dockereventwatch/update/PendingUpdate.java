package io.jenkins.plugins.dockereventwatch.update;

import io.jenkins.plugins.dockereventwatch.update.version.VersionScheme;
import java.util.Optional;

/**
 * An update that a host's package manager would install, or holds.
 *
 * @param name the package
 * @param origin the archive, for people; may be the empty string
 * @param security the severity of a security update; empty: no security update
 * @param release the other release of the distribution that the update belongs to; empty: the host's own
 * @param heldBy why the package manager does not install it; empty: it would
 */
public record PendingUpdate(
        String name,
        Change change,
        String origin,
        Optional<Severity> security,
        Optional<String> release,
        Optional<String> heldBy) {

    /**
     * The change of a package's version.
     *
     * @param from the installed version; empty: unknown, or a new package
     * @param to the new version; empty: unknown, because apt does not print it for packages that it keeps back
     */
    public record Change(Optional<String> from, Optional<String> to, UpdateSize size) {

        /** A change of the size that the versions have; with an unknown version: a patch. */
        public static Change of(VersionScheme scheme, Optional<String> from, Optional<String> to) {
            return new Change(
                    from,
                    to,
                    from.isPresent() && to.isPresent()
                            ? UpdateSize.between(scheme, from.get(), to.get())
                            : UpdateSize.PATCH);
        }
    }

    public PendingUpdate withHeldBy(String reason) {
        return new PendingUpdate(name, change, origin, security, release, Optional.of(reason));
    }

    /** Whether the package is a Linux kernel, whose versions come in series (6.1, 6.12). */
    public boolean isKernel() {
        return KernelPackages.isKernel(name);
    }
}
