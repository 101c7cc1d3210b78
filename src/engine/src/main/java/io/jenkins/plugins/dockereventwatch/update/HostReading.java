package io.jenkins.plugins.dockereventwatch.update;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The result of reading a host.
 *
 * @param host its display name
 * @param machine identifies the machine regardless of its display name; empty: unknown
 * @param packages the pending updates
 * @param uptime the time since the last boot; empty: unknown
 * @param listsRefreshed when the package lists were last refreshed; empty: unknown
 */
public record HostReading(
        String host,
        Optional<String> machine,
        Instant readAt,
        OsRelease os,
        PackageListing packages,
        KernelState kernel,
        Reboot reboot,
        Optional<Duration> uptime,
        Optional<Instant> listsRefreshed,
        EndOfLife endOfLife) {

    public List<PendingUpdate> updates() {
        return packages.updates();
    }

    /** The age of the package lists, at least zero; empty: unknown. */
    public Optional<Duration> listAge() {
        return listsRefreshed
                .map(refreshed -> Duration.between(refreshed, readAt))
                .map(age -> age.isNegative() ? Duration.ZERO : age);
    }

    /** Whether the operating system is out of support; false if that is unknown. */
    public boolean isPastEndOfLife(LocalDate today) {
        return endOfLife.isOver(today);
    }
}
