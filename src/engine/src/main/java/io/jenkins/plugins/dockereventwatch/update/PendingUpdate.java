package io.jenkins.plugins.dockereventwatch.update;

import java.util.Optional;

/**
 * An update that a host's package manager would make, or holds back.
 *
 * @param name the package
 * @param from the installed version; empty: a new package, or not told
 * @param to the version to come; empty: not told, as apt does of packages that it keeps back
 * @param origin the archive it comes from, for people; perhaps nothing
 * @param security how grave, if it is a security update; empty: it is none
 * @param size how far it goes
 * @param release the release of the distribution that it belongs to, if not the host's own: part of a release upgrade
 * @param heldBy why the package manager does not make it; empty: it would
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

    /** The same with a reason why the package manager does not make it. */
    public PendingUpdate heldBy(String reason) {
        return new PendingUpdate(name, from, to, origin, security, size, release, Optional.of(reason));
    }

    /** The same with a severity. */
    PendingUpdate withSecurity(Severity severity) {
        return new PendingUpdate(name, from, to, origin, Optional.of(severity), size, release, heldBy);
    }

    /** Whether the package is a Linux kernel, whose versions come in series (6.1, 6.12). */
    public boolean isKernel() {
        return KernelPackages.isKernel(name);
    }
}
