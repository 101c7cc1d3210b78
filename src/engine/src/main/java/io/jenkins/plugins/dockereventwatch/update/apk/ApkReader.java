package io.jenkins.plugins.dockereventwatch.update.apk;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate.Change;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.version.Digits;
import io.jenkins.plugins.dockereventwatch.update.version.VersionScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the output of {@code apk version -l '<'}, such as {@code busybox-1.36.1-r15 < 1.36.1-r19}. Alpine does not
 * identify security updates.
 *
 * @see <a href="https://man.archlinux.org/man/apk-version.8.en">apk-version(8)</a>
 */
public final class ApkReader {

    private ApkReader() {}

    /** Whether a text looks like this output. */
    public static boolean isLikely(String text) {
        return text.lines().anyMatch(ApkReader::isHeading);
    }

    private static boolean isHeading(String line) {
        return line.startsWith("Installed:") && line.strip().endsWith("Available:");
    }

    /**
     * Reads the output.
     *
     * @throws UnreadableHostException if apk failed or has no index, or a line is malformed
     */
    public static List<PendingUpdate> read(String text) throws UnreadableHostException {
        List<PendingUpdate> updates = new ArrayList<>();
        boolean begun = false;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("ERROR:") || line.startsWith("WARNING:")) {
                throw new UnreadableHostException("apk failed: '" + SafeText.abbreviate(line, 300)
                        + "'; it finds no updates without its indexes: run apk update");
            }
            if (isHeading(line)) {
                begun = true;
            } else if (!line.isBlank() && !line.startsWith("fetch ") && !line.startsWith("OK: ")) {
                updates.add(row(line));
            }
        }
        if (!begun) {
            throw new UnreadableHostException(
                    "Invalid output of apk: expected 'Installed: … Available:' at its beginning, as apk version -l '<'"
                            + " prints");
        }
        return updates;
    }

    private static PendingUpdate row(String line) throws UnreadableHostException {
        String[] words = line.strip().split(" +");
        int version = words.length < 3 ? -1 : versionStart(words[0]);
        if (version < 1 || !words[1].equals("<") || !SafeText.isWord(words[0]) || !SafeText.isWord(words[2])) {
            throw UnreadableHostException.invalidLine("output of apk", line, "apk version -l '<'");
        }
        return new PendingUpdate(
                words[0].substring(0, version - 1),
                Change.of(VersionScheme.APK, Optional.of(words[0].substring(version)), Optional.of(words[2])),
                words.length > 3 ? SafeText.abbreviate(words[3], 200) : "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The index of the version in a text such as {@code py3-pip-23.1-r0}; -1: it has none. */
    public static int versionStart(String nameVersion) {
        int revision = nameVersion.lastIndexOf("-r");
        int hyphen = nameVersion.lastIndexOf('-', revision < 0 ? nameVersion.length() : revision - 1);
        boolean digit = hyphen > 0 && hyphen + 1 < nameVersion.length() && Digits.is(nameVersion.charAt(hyphen + 1));
        return digit ? hyphen + 1 : -1;
    }
}
