package io.jenkins.plugins.dockereventwatch.update.probe;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.KernelPackages;
import io.jenkins.plugins.dockereventwatch.update.KernelState;
import io.jenkins.plugins.dockereventwatch.update.OsRelease;
import io.jenkins.plugins.dockereventwatch.update.PackageListing;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.apk.ApkReader;
import io.jenkins.plugins.dockereventwatch.update.apt.AptReader;
import io.jenkins.plugins.dockereventwatch.update.apt.AptSimulation;
import io.jenkins.plugins.dockereventwatch.update.apt.AptUpgradable;
import io.jenkins.plugins.dockereventwatch.update.rpm.DnfReader;
import io.jenkins.plugins.dockereventwatch.update.rpm.ZypperReader;
import io.jenkins.plugins.dockereventwatch.update.version.Digits;
import io.jenkins.plugins.dockereventwatch.update.version.VersionScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The packages and kernels in the output of the probe script.
 */
record ProbedPackages(PackageListing listing, KernelState kernel) {

    static final String APK = "apk does not identify security updates";

    private static final Set<String> RPM_KERNELS =
            Set.of("kernel-core", "kernel-default", "kernel-uek-core", "kernel-rt-core", "kernel-longterm-core");

    static ProbedPackages of(ProbeOutput probe, OsRelease os) throws UnreadableHostException {
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

    private static ProbedPackages apt(ProbeOutput probe, OsRelease os) throws UnreadableHostException {
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
        return new ProbedPackages(reader.read(upgradable, onHold), kernel);
    }

    private static ProbedPackages dnf(ProbeOutput probe) throws UnreadableHostException {
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
        return new ProbedPackages(
                new PackageListing("dnf", updates, List.of(), names, notes, Optional.empty()), rpmKernel(probe));
    }

    private static ProbedPackages zypper(ProbeOutput probe) throws UnreadableHostException {
        List<PendingUpdate> updates = new ArrayList<>(ZypperReader.read(probe.text("zypper-updates")));
        updates.addAll(ZypperReader.read(probe.text("zypper-patches")));
        return new ProbedPackages(new PackageListing("zypper", updates), rpmKernel(probe));
    }

    private static ProbedPackages apk(ProbeOutput probe) throws UnreadableHostException {
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
        return new ProbedPackages(new PackageListing("apk", ApkReader.read(probe.text("apk-updates")), APK), kernel);
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
}
