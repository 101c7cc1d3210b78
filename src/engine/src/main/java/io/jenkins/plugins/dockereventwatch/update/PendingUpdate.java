package io.jenkins.plugins.dockereventwatch.update;

import io.jenkins.plugins.dockereventwatch.update.version.VersionScheme;
import java.util.Optional;

/**
 * An update that a host's package manager would install, or holds.
 *
 * @param name the package
 * @param from the installed version; empty: unknown, or a new package
 * @param to the new version; empty: unknown, because apt does not print it for packages that it keeps back
 * @param origin the archive, for people; may be the empty string
 * @param security the severity of a security update; empty: no security update
 * @param release the other release of the distribution that the update belongs to; empty: the host's own
 * @param heldBy why the package manager does not install it; empty: it would
 */
public record PendingUpdate(
        String name,
        Optional<String> from,
        Optional<String> to,
        String origin,
        Optional<Severity> security,
        UpdateSize size,
        Optional<String> release,
        Optional<String> heldBy) {

    /** An update that is no security update, belongs to the host's release and is not held. */
    public static PendingUpdate of(
            VersionScheme scheme, String name, Optional<String> from, Optional<String> to, String origin) {
        UpdateSize size = from.isPresent() && to.isPresent()
                ? UpdateSize.between(scheme, from.get(), to.get())
                : UpdateSize.PATCH;
        return new PendingUpdate(name, from, to, origin, Optional.empty(), size, Optional.empty(), Optional.empty());
    }

    public PendingUpdate withHeldBy(Optional<String> reason) {
        return new PendingUpdate(name, from, to, origin, security, size, release, reason);
    }

    public PendingUpdate withSecurity(Optional<Severity> severity) {
        return new PendingUpdate(name, from, to, origin, severity, size, release, heldBy);
    }

    public PendingUpdate withSize(UpdateSize other) {
        return new PendingUpdate(name, from, to, origin, security, other, release, heldBy);
    }

    public PendingUpdate withRelease(Optional<String> other) {
        return new PendingUpdate(name, from, to, origin, security, size, other, heldBy);
    }

    /** Whether the package is a Linux kernel, whose versions come in series (6.1, 6.12). */
    public boolean isKernel() {
        return KernelPackages.isKernel(name);
    }
}
