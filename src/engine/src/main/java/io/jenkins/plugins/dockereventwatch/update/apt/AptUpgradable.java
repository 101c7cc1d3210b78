package io.jenkins.plugins.dockereventwatch.update.apt;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate.Change;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.version.VersionScheme;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the output of {@code apt list --upgradable}, such as {@code curl/oldstable,oldstable-security 7.88.1-10+deb12u15
 * amd64 [upgradable from: 7.88.1-10+deb12u14]}. It includes what is kept back, but neither new packages nor releases.
 */
public final class AptUpgradable {

    private static final String FROM = "[upgradable from: ";

    private AptUpgradable() {}

    /** Whether a text looks like this output. */
    public static boolean isLikely(String text) {
        return text.lines().anyMatch(line -> line.startsWith("Listing...") || line.contains(FROM));
    }

    /**
     * Reads the updates by package.
     *
     * @throws UnreadableHostException if the output is malformed or not in English
     */
    public static Map<String, PendingUpdate> read(String text) throws UnreadableHostException {
        Map<String, PendingUpdate> updates = new LinkedHashMap<>();
        boolean begun = false;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("E: ")) {
                throw new UnreadableHostException("apt failed: " + line.substring(3));
            }
            if (line.startsWith("Listing...")) {
                begun = true;
            } else if (!isIgnored(line)) {
                PendingUpdate update = parse(line)
                        .orElseThrow(() -> new UnreadableHostException(
                                "Invalid line in the list of apt: '" + SafeText.abbreviate(line, 120)
                                        + "'; expected the output of LC_ALL=C apt list --upgradable"));
                updates.put(update.name(), update);
            }
        }
        if (!begun) {
            throw new UnreadableHostException(
                    "The list of apt does not begin with 'Listing...', so it is truncated or not in"
                            + " English: expected the output of LC_ALL=C apt list --upgradable");
        }
        return updates;
    }

    private static boolean isIgnored(String line) {
        return line.isBlank()
                || line.equals("Done")
                || line.startsWith("WARNING: apt does not have a stable CLI interface")
                || line.startsWith("W: ")
                || line.startsWith("N: ");
    }

    private static Optional<PendingUpdate> parse(String line) {
        String[] words = line.split(" ", 4);
        int slash = words[0].indexOf('/');
        if (words.length != 4 || slash < 1 || !words[3].startsWith(FROM) || !words[3].endsWith("]")) {
            return Optional.empty();
        }
        String name = words[0].substring(0, slash);
        String origin = words[0].substring(slash + 1);
        String from = words[3].substring(FROM.length(), words[3].length() - 1);
        if (!SafeText.isWord(name) || !SafeText.isWord(from) || !SafeText.isWord(words[1])) {
            return Optional.empty();
        }
        boolean security =
                AptOrigin.parse(("/" + origin).replace(",", ", /")).stream().anyMatch(AptOrigin::isSecurity);
        return Optional.of(new PendingUpdate(
                name,
                Change.of(VersionScheme.DEBIAN, Optional.of(from), Optional.of(words[1])),
                SafeText.abbreviate(origin, 300),
                security ? Optional.of(Severity.UNKNOWN) : Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }
}
