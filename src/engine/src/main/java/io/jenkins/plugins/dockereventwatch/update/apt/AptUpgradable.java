package io.jenkins.plugins.dockereventwatch.update.apt;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate.Change;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.apt.AptRelease.AptOrigin;
import io.jenkins.plugins.dockereventwatch.update.version.VersionScheme;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the output of {@code apt list --upgradable}, such as {@code curl/oldstable,oldstable-security 7.88.1-10+deb12u15
 * amd64 [upgradable from: 7.88.1-10+deb12u14]}. It includes what is kept back, but neither new packages nor releases.
 */
public final class AptUpgradable {

    private static final String COMMAND = "LC_ALL=C apt list --upgradable";
    private static final Pattern LINE = Pattern.compile("([^/ ]+)/([^ ]*) ([^ ]*) [^ ]* \\[upgradable from: (.*)\\]");

    private AptUpgradable() {}

    /** Whether a text looks like this output. */
    public static boolean isLikely(String text) {
        return text.lines().anyMatch(line -> line.startsWith("Listing...") || line.contains("[upgradable from: "));
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
                PendingUpdate update = parse(line);
                updates.put(update.name(), update);
            }
        }
        if (!begun) {
            throw new UnreadableHostException(
                    "The list of apt does not begin with 'Listing...', so it is truncated or not in"
                            + " English: expected the output of " + COMMAND);
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

    private static PendingUpdate parse(String line) throws UnreadableHostException {
        Matcher words = LINE.matcher(line);
        if (!words.matches() || !Stream.of(1, 3, 4).map(words::group).allMatch(SafeText::isWord)) {
            throw UnreadableHostException.invalidLine("list of apt", line, COMMAND);
        }
        String origin = words.group(2);
        boolean security =
                AptOrigin.parse(("/" + origin).replace(",", ", /")).stream().anyMatch(AptOrigin::isSecurity);
        return new PendingUpdate(
                words.group(1),
                Change.of(VersionScheme.DEBIAN, Optional.of(words.group(4)), Optional.of(words.group(3))),
                SafeText.abbreviate(origin, 300),
                security ? Optional.of(Severity.UNKNOWN) : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
