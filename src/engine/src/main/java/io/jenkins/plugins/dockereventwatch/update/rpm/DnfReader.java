package io.jenkins.plugins.dockereventwatch.update.rpm;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate.Change;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.version.VersionScheme;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * Reads the output of {@code dnf check-update} of dnf 4 and 5, such as {@code kernel.x86_64  5.14.0-427.42.1.el9_4
 * baseos}. dnf 4 breaks long lines after the name.
 *
 * @see <a href="https://dnf.readthedocs.io/en/latest/command_ref.html#check-update-command">dnf, check-update</a>
 */
public final class DnfReader {

    private static final List<String> IGNORED = List.of(
            "Last metadata expiration check",
            "Updating and loading repositories",
            "Repositories loaded",
            "Security: ",
            "Not root, Subscription Management",
            "Updating Subscription Management",
            "Available upgrades",
            "Installed:",
            "Available:");

    private static final List<String> FAILURES = List.of("Error:", "Failed to ", "Cannot ", "Unable to ");

    private final Map<String, String> installed;
    private final Map<String, Severity> security;
    private final List<String> locked;

    /**
     * Creates a reader.
     *
     * @param installed the result of {@link #installed}
     * @param security the result of {@link #advisories}
     * @param locked names of packages that {@code dnf versionlock} holds
     */
    public DnfReader(Map<String, String> installed, Map<String, Severity> security, List<String> locked) {
        this.installed = installed;
        this.security = security;
        this.locked = locked;
    }

    /** Whether a text looks like this output. */
    public static boolean isLikely(String text) {
        return text.lines().anyMatch(line -> line.startsWith("Last metadata expiration check"))
                || text.lines().filter(line -> !line.isBlank()).limit(50).anyMatch(DnfReader::isRow);
    }

    private static boolean isRow(String line) {
        String[] words = line.split(" +");
        return words.length == 3 && words[0].lastIndexOf('.') > 0 && words[1].indexOf('-') > 0;
    }

    /**
     * Reads the output.
     *
     * @throws UnreadableHostException if dnf failed or a line is malformed
     */
    public List<PendingUpdate> read(String text) throws UnreadableHostException {
        List<PendingUpdate> updates = new ArrayList<>();
        String name = null;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("Obsoleting Packages") || line.startsWith("Obsoleting packages")) {
                break;
            }
            if (FAILURES.stream().anyMatch(line::startsWith)) {
                throw new UnreadableHostException("dnf failed: " + line);
            }
            List<String> words = Stream.of(line.strip().split(" +"))
                    .filter(word -> !word.isEmpty())
                    .toList();
            if (words.isEmpty() || IGNORED.stream().anyMatch(line::startsWith)) {
                continue;
            }
            if (words.size() == 1 && name == null && words.get(0).lastIndexOf('.') > 0) {
                name = words.get(0);
            } else if (words.size() == 2 && name != null) {
                updates.add(update(name, words.get(0), words.get(1), line));
                name = null;
            } else if (words.size() == 3 && name == null) {
                updates.add(update(words.get(0), words.get(1), words.get(2), line));
            } else {
                throw invalid(line);
            }
        }
        if (name != null) {
            throw invalid(name);
        }
        return updates;
    }

    private PendingUpdate update(String nameArch, String to, String repository, String line)
            throws UnreadableHostException {
        int dot = nameArch.lastIndexOf('.');
        if (dot < 1 || !SafeText.isWord(nameArch) || !SafeText.isWord(to) || to.indexOf('-') < 1) {
            throw invalid(line);
        }
        String name = nameArch.substring(0, dot);
        return new PendingUpdate(
                name,
                Change.of(VersionScheme.RPM, Optional.ofNullable(installed.get(nameArch)), Optional.of(to)),
                SafeText.abbreviate(repository, 100),
                Optional.ofNullable(security.get(nameArch)),
                Optional.empty(),
                locked.contains(name) ? Optional.of("held on the host (dnf versionlock)") : Optional.empty());
    }

    private static UnreadableHostException invalid(String line) {
        return UnreadableHostException.invalidLine("output of dnf", line, "LC_ALL=C dnf -q check-update");
    }

    /**
     * Reads the output of {@code dnf updateinfo list --security} of dnf 4 ({@code RHSA-2026:4471 Important/Sec. NEVRA})
     * and 5 ({@code FEDORA-2026-1 security Important NEVRA DATE}). Advisories may name older versions than the newest.
     *
     * @return the highest severity by {@code name.architecture}
     */
    public static Map<String, Severity> advisories(String text) {
        Map<String, Severity> security = new HashMap<>();
        text.lines().forEach(line -> {
            String[] words = line.strip().split(" +");
            boolean old = words.length == 3 && words[1].endsWith("/Sec.");
            boolean modern = words.length >= 4 && words[1].equals("security");
            if (old || modern) {
                String grade = old ? words[1].substring(0, words[1].length() - "/Sec.".length()) : words[2];
                nameArch(old ? words[2] : words[3])
                        .ifPresent(name -> security.merge(
                                name, Severity.of(grade), BinaryOperator.maxBy(Comparator.naturalOrder())));
            }
        });
        return security;
    }

    /**
     * Reads lines {@code name.architecture [epoch:]version-release} of {@code rpm -qa}; others are ignored.
     *
     * @return the newest installed version by {@code name.architecture}
     */
    public static Map<String, String> installed(String text) {
        Map<String, String> versions = new HashMap<>();
        text.lines().forEach(line -> {
            String[] words = line.split(" ", 2);
            if (words.length == 2 && SafeText.isWord(words[0]) && SafeText.isWord(words[1])) {
                versions.merge(words[0], words[1], BinaryOperator.maxBy(VersionScheme.RPM));
            }
        });
        return versions;
    }

    /** {@code kernel.x86_64} for {@code kernel-5.14.0-427.42.1.el9_4.x86_64}. */
    private static Optional<String> nameArch(String nevra) {
        int dot = nevra.lastIndexOf('.');
        int release = nevra.lastIndexOf('-');
        int version = nevra.lastIndexOf('-', release - 1);
        return version > 0 && dot > release
                ? Optional.of(nevra.substring(0, version) + nevra.substring(dot))
                : Optional.empty();
    }
}
