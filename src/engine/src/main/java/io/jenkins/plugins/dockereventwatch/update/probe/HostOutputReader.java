package io.jenkins.plugins.dockereventwatch.update.probe;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.EndOfLife;
import io.jenkins.plugins.dockereventwatch.update.HostReading;
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
import io.jenkins.plugins.dockereventwatch.update.rpm.RpmPackages;
import io.jenkins.plugins.dockereventwatch.update.rpm.ZypperReader;
import io.jenkins.plugins.dockereventwatch.update.version.Digits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what was collected of a host: the output of the probe's script, or of one package manager's command alone. */
public final class HostOutputReader {

    /** More than that is no honest output of a package manager. */
    public static final int LONGEST = 16 << 20;

    private static final int LONGEST_LINE = 64 << 10;
    private static final int MOST_LINES = 200_000;

    private final String host;
    private final Instant now;
    private final Optional<OsRelease> os;

    /**
     * Prepares it.
     *
     * @param host what messages call the host; empty: as it calls itself
     * @param os its operating system where the output does not tell it
     * @param now when the output was collected
     */
    public HostOutputReader(Optional<String> host, Optional<OsRelease> os, Instant now) {
        this.host = host.orElse("");
        this.os = os;
        this.now = now;
    }

    /**
     * Reads it.
     *
     * @throws UnreadableHostException if it does not say for sure what is pending
     */
    public HostReading read(String text) throws UnreadableHostException {
        if (text.length() > LONGEST) {
            throw new UnreadableHostException("the host's answer is longer than " + (LONGEST >> 20) + " MiB");
        }
        checkLines(text);
        if (text.indexOf('\0') >= 0) {
            throw new UnreadableHostException("the host's answer is no text: it holds zero bytes");
        }
        return ProbeOutput.isLikely(text) ? ofProbe(ProbeOutput.parse(text)) : ofCommand(text);
    }

    private static void checkLines(String text) throws UnreadableHostException {
        int lines = 0;
        for (int start = 0; start < text.length(); lines++) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            if (end - start > LONGEST_LINE || lines > MOST_LINES) {
                throw new UnreadableHostException("the host's answer is no output of a package manager: it has "
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
                // Images of containers and virtual machines may have ids copied: the name must be the same too.
                probe.line("machine-id").flatMap(id -> probe.line("hostname").map(called -> id + " " + called)),
                readAt,
                system,
                packages.listing(),
                packages.kernel(),
                reboot(probe, packages.kernel()),
                probe.line("uptime").flatMap(HostOutputReader::uptime),
                probe.line(packages.listing().manager() + "-lists").flatMap(HostOutputReader::instant),
                EndOfLife.of(system, probe.text("distro-info")));
    }

    private HostReading ofCommand(String text) throws UnreadableHostException {
        OsRelease system = os.orElse(OsRelease.UNKNOWN);
        return new HostReading(
                host.isEmpty() ? "unnamed host" : host,
                Optional.empty(),
                now,
                system,
                listing(text, system),
                KernelState.UNKNOWN,
                Reboot.unknown("the output does not tell"),
                Optional.empty(),
                Optional.empty(),
                EndOfLife.of(system, ""));
    }

    private static PackageListing listing(String text, OsRelease system) throws UnreadableHostException {
        if (AptSimulation.isLikely(text)) {
            return new AptReader(AptSimulation.read(text), system, Optional.empty()).read(Map.of(), Optional.empty());
        }
        if (AptUpgradable.isLikely(text)) {
            return new PackageListing(
                    "apt",
                    List.copyOf(AptUpgradable.read(text).values()),
                    List.of(),
                    List.of(),
                    List.of("apt list names neither new packages nor releases: a release upgrade cannot be told from"
                            + " updates, and new kernels may be missing; apt-get -s dist-upgrade says more"));
        }
        if (ZypperReader.isLikely(text)) {
            return new PackageListing("zypper", ZypperReader.read(text), List.of(), List.of(), List.of());
        }
        if (ApkReader.isLikely(text)) {
            return new PackageListing("apk", ApkReader.read(text), List.of(), List.of(), List.of(ProbedPackages.APK));
        }
        if (DnfReader.isLikely(text)) {
            DnfReader reader = new DnfReader(new RpmPackages(Map.of()), Map.of(), List.of());
            return new PackageListing(
                    "dnf",
                    reader.read(text),
                    List.of(),
                    List.of(),
                    List.of("dnf check-update alone tells neither what is installed nor what is a security update"));
        }
        throw new UnreadableHostException("this is not the output of apt-get -s dist-upgrade, apt list --upgradable,"
                + " dnf check-update, apk version or zypper --xmlout list-updates, nor of the probe's script");
    }

    private static Reboot reboot(ProbeOutput probe, KernelState kernel) {
        Optional<String> container = probe.line("container").filter(word -> !word.equals("none"));
        if (container.isPresent()) {
            return Reboot.unknown("in a container (" + container.get() + ") the kernel is the host's, not its own");
        }
        if (!probe.text("reboot-required").isBlank()) {
            return new Reboot(
                    Reboot.Need.YES,
                    "the host asks for it: " + SafeText.abbreviate(probe.text("reboot-required"), 200));
        }
        if (probe.exitCode("needs-restarting") == 1 || probe.exitCode("needs-rebooting") == 102) {
            return new Reboot(Reboot.Need.YES, "core packages were updated since it was started");
        }
        if (kernel.current().isEmpty()) {
            return Reboot.unknown(kernel.running()
                    .map(running -> "the running kernel " + running + " is none of the packages' kernels")
                    .orElse("the running kernel is not known"));
        }
        return kernel.current().get()
                ? new Reboot(Reboot.Need.NO, "the newest installed kernel runs")
                : new Reboot(
                        Reboot.Need.YES,
                        "kernel " + kernel.installed().orElse("") + " ("
                                + kernel.installedVersion().orElse("") + ") is installed and an older one runs");
    }

    /** The first number of {@code /proc/uptime}, in seconds. */
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
