package io.jenkins.plugins.dockereventwatch.update.probe;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.EndOfLife;
import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.HostReading.Boot;
import io.jenkins.plugins.dockereventwatch.update.HostReading.Distribution;
import io.jenkins.plugins.dockereventwatch.update.KernelPackages;
import io.jenkins.plugins.dockereventwatch.update.KernelState;
import io.jenkins.plugins.dockereventwatch.update.OsRelease;
import io.jenkins.plugins.dockereventwatch.update.PackageListing;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.Reboot;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.apk.ApkReader;
import io.jenkins.plugins.dockereventwatch.update.apt.AptReader;
import io.jenkins.plugins.dockereventwatch.update.apt.AptSimulation;
import io.jenkins.plugins.dockereventwatch.update.apt.AptUpgradable;
import io.jenkins.plugins.dockereventwatch.update.rpm.DnfReader;
import io.jenkins.plugins.dockereventwatch.update.rpm.ZypperReader;
import io.jenkins.plugins.dockereventwatch.update.version.Digits;
import io.jenkins.plugins.dockereventwatch.update.version.VersionScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the collected state of a host: the output of the probe script or of a single package manager command. */
public final class HostOutputReader {

    /** The maximum length in characters. */
    public static final int LONGEST = 16 << 20;

    private static final int LONGEST_LINE = 64 << 10;
    private static final int MOST_LINES = 200_000;
    private static final String APK = "apk does not identify security updates";

    private static final Set<String> RPM_KERNELS =
            Set.of("kernel-core", "kernel-default", "kernel-uek-core", "kernel-rt-core", "kernel-longterm-core");

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
        Packages packages = packages(probe, system);
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

    private record Packages(PackageListing listing, KernelState kernel) {}

    private static Packages packages(ProbeOutput probe, OsRelease os) throws UnreadableHostException {
        if (probe.has("apt-simulation")) {
            return apt(probe, os);
        }
        if (probe.has("dnf-updates")) {
            return dnf(probe);
        }
        if (probe.has("zypper-updates")) {
            return zypper(probe);
        }
        if (probe.has("apk-updates")) {
            return apk(probe);
        }
        throw new UnreadableHostException("No package manager found: expected apt-get, dnf, zypper or apk");
    }

    private static Packages apt(ProbeOutput probe, OsRelease os) throws UnreadableHostException {
        List<KernelState.Installed> kernels = new ArrayList<>();
        probe.text("apt-kernels").lines().forEach(line -> {
            String[] words = line.split(" ");
            if (words.length == 3 && words[2].equals("installed") && words[0].startsWith("linux-image-")) {
                String release = KernelPackages.release(words[0]);
                if (!release.isEmpty() && Digits.is(release.charAt(0))) {
                    kernels.add(new KernelState.Installed(release, words[1]));
                }
            }
        });
        Optional<String> runningVersion = probe.line("uname-v")
                .filter(line -> line.contains(" Debian "))
                .map(line -> line.substring(line.indexOf(" Debian ") + 8).split(" ")[0]);
        KernelState kernel = KernelState.of(probe.line("uname"), runningVersion, kernels, VersionScheme.DEBIAN);
        requireExitCode(probe, "apt-simulation", "apt-get", Set.of(0));
        Map<String, PendingUpdate> upgradable = AptUpgradable.isLikely(probe.text("apt-upgradable"))
                ? AptUpgradable.read(probe.text("apt-upgradable"))
                : Map.of();
        Optional<List<String>> onHold =
                probe.exitCode("apt-holds") == 0 ? Optional.of(words(probe.text("apt-holds"))) : Optional.empty();
        AptReader reader =
                new AptReader(AptSimulation.read(probe.text("apt-simulation")), os, kernel.installedVersion());
        return new Packages(reader.read(upgradable, onHold), kernel);
    }

    private static Packages dnf(ProbeOutput probe) throws UnreadableHostException {
        requireExitCode(probe, "dnf-updates", "dnf check-update", Set.of(0, 100));
        List<String> locked = words(probe.text("dnf-locks"));
        Map<String, String> installed = DnfReader.installed(probe.text("rpm-installed"));
        List<String> names = installed.keySet().stream()
                .map(name -> name.substring(0, Math.max(0, name.lastIndexOf('.'))))
                .filter(name -> locked.stream().anyMatch(lock -> lock.equals(name) || lock.startsWith(name + "-")))
                .toList();
        List<PendingUpdate> updates = new DnfReader(installed, DnfReader.advisories(probe.text("dnf-security")), names)
                .read(probe.text("dnf-updates"));
        if (updates.isEmpty() != (probe.exitCode("dnf-updates") == 0)) {
            throw new UnreadableHostException("The output of dnf check-update is incomplete: its exit code is "
                    + probe.exitCode("dnf-updates") + ", and it lists " + updates.size() + " updates");
        }
        List<String> notes = probe.exitCode("dnf-security") == 0
                ? List.of()
                : List.of("dnf could not determine which updates are security updates");
        return new Packages(
                new PackageListing("dnf", updates, List.of(), names, notes, Optional.empty()), rpmKernel(probe));
    }

    private static Packages zypper(ProbeOutput probe) throws UnreadableHostException {
        List<PendingUpdate> updates = new ArrayList<>(ZypperReader.read(probe.text("zypper-updates")));
        updates.addAll(ZypperReader.read(probe.text("zypper-patches")));
        return new Packages(new PackageListing("zypper", updates), rpmKernel(probe));
    }

    private static Packages apk(ProbeOutput probe) throws UnreadableHostException {
        requireExitCode(probe, "apk-updates", "apk version", Set.of(0));
        List<KernelState.Installed> kernels = new ArrayList<>();
        probe.text("apk-kernels").lines().forEach(line -> {
            int version = ApkReader.versionStart(line);
            if (line.startsWith("linux-") && version > 7) {
                String[] parts = line.substring(version).split("-r");
                String release = parts[0] + "-" + parts[parts.length - 1] + line.substring(5, version - 1);
                kernels.add(new KernelState.Installed(release, line.substring(version)));
            }
        });
        KernelState kernel = KernelState.of(probe.line("uname"), Optional.empty(), kernels, VersionScheme.APK);
        return new Packages(new PackageListing("apk", ApkReader.read(probe.text("apk-updates")), APK), kernel);
    }

    /** {@code uname -r} is version, release and architecture of the package, except on SUSE, which is not compared. */
    private static KernelState rpmKernel(ProbeOutput probe) {
        List<KernelState.Installed> kernels = probe.text("rpm-installed")
                .lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length == 2 && words[0].indexOf('.') > 0)
                .filter(words -> RPM_KERNELS.contains(words[0].substring(0, words[0].lastIndexOf('.'))))
                .map(words ->
                        new KernelState.Installed(words[1] + words[0].substring(words[0].lastIndexOf('.')), words[1]))
                .toList();
        return KernelState.of(probe.line("uname"), Optional.empty(), kernels, VersionScheme.RPM);
    }

    private static void requireExitCode(ProbeOutput probe, String section, String command, Set<Integer> expected)
            throws UnreadableHostException {
        if (!expected.contains(probe.exitCode(section))) {
            String error = probe.text(section)
                    .lines()
                    .filter(line -> line.startsWith("E: ") || line.startsWith("Error") || line.startsWith("ERROR"))
                    .findFirst()
                    .orElseGet(() -> probe.text(section)
                            .lines()
                            .reduce((a, b) -> b.isBlank() ? a : b)
                            .orElse(""));
            throw new UnreadableHostException(command + " failed with exit code " + probe.exitCode(section) + ": "
                    + SafeText.abbreviate(error, 300));
        }
    }

    private static List<String> words(String text) {
        return text.lines().map(String::strip).filter(SafeText::isWord).toList();
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
            return new PackageListing("apk", ApkReader.read(text), APK);
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
