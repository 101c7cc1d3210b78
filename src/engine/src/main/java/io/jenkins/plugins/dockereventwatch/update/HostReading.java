package io.jenkins.plugins.dockereventwatch.update;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a host's updates at one time.
 *
 * @param host its name for people
 * @param machine what tells its machine from others, whatever it is called; empty: not known
 * @param readAt when it was read
 * @param os its operating system
 * @param packages what its package manager says
 * @param kernel the kernel that runs
 * @param reboot whether it must be restarted
 * @param uptime for how long it has run; empty: not known
 * @param listsRefreshed when the package manager last fetched its lists; empty: not known
 * @param endOfLife until when its operating system gets security updates
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

    /** Updates, in order. */
    public List<PendingUpdate> updates() {
        return packages.updates();
    }

    /** How old the package manager's lists are; empty: not known. Never negative. */
    public Optional<Duration> listAge() {
        return listsRefreshed
                .map(refreshed -> Duration.between(refreshed, readAt))
                .map(age -> age.isNegative() ? Duration.ZERO : age);
    }

    /** Whether nobody makes security updates for its operating system any more; false where that is not known. */
    public boolean isPastEndOfLife(LocalDate today) {
        return endOfLife.isOver(today);
    }
}
