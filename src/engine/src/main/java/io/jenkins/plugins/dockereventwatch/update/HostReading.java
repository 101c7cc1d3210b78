package io.jenkins.plugins.dockereventwatch.update;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The result of reading a host.
 *
 * @param host its display name
 * @param machine identifies the machine regardless of its display name; empty: unknown
 * @param packages the pending updates
 */
public record HostReading(
        String host,
        Optional<String> machine,
        Instant readAt,
        Distribution distribution,
        PackageListing packages,
        Boot boot) {

    /** The operating system and the end of its security updates. */
    public record Distribution(OsRelease os, EndOfLife endOfLife) {}

    /**
     * What is running since the last boot.
     *
     * @param uptime the time since the last boot; empty: unknown
     */
    public record Boot(KernelState kernel, Reboot reboot, Optional<Duration> uptime) {}

    /** The age of the package lists, at least zero; empty: unknown. */
    public Optional<Duration> listAge() {
        return packages.refreshed()
                .map(refreshed -> Duration.between(refreshed, readAt))
                .map(age -> age.isNegative() ? Duration.ZERO : age);
    }

    /** Whether the operating system is out of support; false if that is unknown. */
    public boolean isPastEndOfLife(LocalDate today) {
        return distribution.endOfLife().isOver(today);
    }
}
