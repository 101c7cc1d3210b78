package io.jenkins.plugins.dockereventwatch.update.probe;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.EndOfLife;
import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.HostReading.Boot;
import io.jenkins.plugins.dockereventwatch.update.HostReading.Distribution;
import io.jenkins.plugins.dockereventwatch.update.KernelState;
import io.jenkins.plugins.dockereventwatch.update.OsRelease;
import io.jenkins.plugins.dockereventwatch.update.PackageListing;
import io.jenkins.plugins.dockereventwatch.update.Reboot;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.apk.ApkReader;
import io.jenkins.plugins.dockereventwatch.update.apt.AptReader;
import io.jenkins.plugins.dockereventwatch.update.apt.AptSimulation;
import io.jenkins.plugins.dockereventwatch.update.apt.AptUpgradable;
import io.jenkins.plugins.dockereventwatch.update.rpm.DnfReader;
import io.jenkins.plugins.dockereventwatch.update.rpm.ZypperReader;
import io.jenkins.plugins.dockereventwatch.update.version.Digits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the collected state of a host: the output of the probe script or of a single package manager command. */
public final class HostOutputReader {

    /** The maximum length in characters. */
    public static final int LONGEST = 16 << 20;

    private static final int LONGEST_LINE = 64 << 10;
    private static final int MOST_LINES = 200_000;

    private final String host;
    private final Instant now;
    private final Optional<OsRelease> os;

    /**
     * Creates a reader.
     *
     * @param host the display name of the host; empty: its own name
     * @param os its operating system; empty: the one in the output
     * @param now when the output was collected
     */
    public HostOutputReader(Optional<String> host, Optional<OsRelease> os, Instant now) {
        this.host = host.orElse("");
        this.os = os;
        this.now = now;
    }

    /**
     * Reads the output.
     *
     * @throws UnreadableHostException if the pending updates cannot be determined with certainty
     */
    public HostReading read(String text) throws UnreadableHostException {
        if (text.length() > LONGEST) {
            throw new UnreadableHostException("The host's output is longer than " + (LONGEST >> 20) + " MiB");
        }
        checkLines(text);
        if (text.indexOf('\0') >= 0) {
            throw new UnreadableHostException("The host's output is not text: it contains NUL characters");
        }
        return ProbeOutput.isLikely(text) ? ofProbe(ProbeOutput.parse(text)) : ofCommand(text);
    }

    private static void checkLines(String text) throws UnreadableHostException {
        int lines = 0;
        for (int start = 0; start < text.length(); lines++) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            if (end - start > LONGEST_LINE || lines > MOST_LINES) {
                throw new UnreadableHostException("The host's output is not from a package manager: it has "
                        + (lines > MOST_LINES
                                ? "more than " + MOST_LINES + " lines"
                                : "a line longer than " + (LONGEST_LINE >> 10) + " KiB"));
            }
            start = end + 1;
        }
    }

    private HostReading ofProbe(ProbeOutput probe) throws UnreadableHostException {
        OsRelease system = os.orElseGet(() -> OsRelease.parse(probe.text("os-release")));
        ProbedPackages packages = ProbedPackages.of(probe, system);
        Instant readAt = probe.line("date").flatMap(HostOutputReader::instant).orElse(now);
        String name = host.isEmpty() ? probe.line("hostname").orElse("unnamed host") : host;
        return new HostReading(
                name,
                // Machine ids may be copied with images, so the host name must be the same too.
                probe.line("machine-id").flatMap(id -> probe.line("hostname").map(called -> id + " " + called)),
                readAt,
                new Distribution(system, EndOfLife.of(system, probe.text("distro-info"))),
                packages.listing()
                        .withRefreshed(probe.line(packages.listing().manager() + "-lists")
                                .flatMap(HostOutputReader::instant)),
                new Boot(
                        packages.kernel(),
                        reboot(probe, packages.kernel()),
                        probe.line("uptime").flatMap(HostOutputReader::uptime)));
    }

    private HostReading ofCommand(String text) throws UnreadableHostException {
        OsRelease system = os.orElse(OsRelease.UNKNOWN);
        return new HostReading(
                host.isEmpty() ? "unnamed host" : host,
                Optional.empty(),
                now,
                new Distribution(system, EndOfLife.of(system, "")),
                listing(text, system),
                new Boot(KernelState.UNKNOWN, Reboot.unknown("not in the output"), Optional.empty()));
    }

    private static PackageListing listing(String text, OsRelease system) throws UnreadableHostException {
        if (AptSimulation.isLikely(text)) {
            return new AptReader(AptSimulation.read(text), system, Optional.empty()).read(Map.of(), Optional.empty());
        }
        if (AptUpgradable.isLikely(text)) {
            return new PackageListing(
                    "apt",
                    List.copyOf(AptUpgradable.read(text).values()),
                    "apt list contains neither new packages nor releases: a release upgrade looks like updates, and new"
                            + " kernels may be missing; apt-get -s dist-upgrade contains both");
        }
        if (ZypperReader.isLikely(text)) {
            return new PackageListing("zypper", ZypperReader.read(text));
        }
        if (ApkReader.isLikely(text)) {
            return new PackageListing("apk", ApkReader.read(text), ProbedPackages.APK);
        }
        if (DnfReader.isLikely(text)) {
            DnfReader reader = new DnfReader(Map.of(), Map.of(), List.of());
            return new PackageListing(
                    "dnf",
                    reader.read(text),
                    "dnf check-update contains neither the installed versions nor which updates are security updates");
        }
        throw new UnreadableHostException(
                "Unknown format: expected the output of the probe script, apt-get -s dist-upgrade,"
                        + " apt list --upgradable, dnf check-update, apk version or zypper --xmlout list-updates");
    }

    private static Reboot reboot(ProbeOutput probe, KernelState kernel) {
        Optional<String> container = probe.line("container").filter(word -> !word.equals("none"));
        if (container.isPresent()) {
            return Reboot.unknown("in a container (" + container.get() + "), the kernel belongs to its host");
        }
        if (!probe.text("reboot-required").isBlank()) {
            return new Reboot(
                    Reboot.Need.YES,
                    "requested by the host: " + SafeText.abbreviate(probe.text("reboot-required"), 200));
        }
        if (probe.exitCode("needs-restarting") == 1 || probe.exitCode("needs-rebooting") == 102) {
            return new Reboot(Reboot.Need.YES, "core packages were updated since the last boot");
        }
        if (kernel.current().isEmpty()) {
            return Reboot.unknown(kernel.running()
                    .map(running -> "the running kernel " + running + " is not from a package")
                    .orElse("the running kernel is unknown"));
        }
        return kernel.current().get()
                ? new Reboot(Reboot.Need.NO, "the newest installed kernel is running")
                : new Reboot(
                        Reboot.Need.YES,
                        "kernel " + kernel.installed().orElse("") + " ("
                                + kernel.installedVersion().orElse("") + ") is installed, but an older one is running");
    }

    /** Parses the first number of {@code /proc/uptime}, in seconds. */
    private static Optional<Duration> uptime(String line) {
        String seconds = line.substring(0, Digits.end(line, 0));
        return seconds.isEmpty() || seconds.length() > 10
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static Optional<Instant> instant(String seconds) {
        return Digits.all(seconds) && seconds.length() < 12
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
                : Optional.empty();
    }
}
