package io.jenkins.plugins.dockereventwatch.update.apk;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.UpdateSize;
import io.jenkins.plugins.dockereventwatch.update.version.Digits;
import io.jenkins.plugins.dockereventwatch.update.version.VersionScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code apk version -l '<'}: {@code busybox-1.36.1-r15 < 1.36.1-r19}. Alpine does not say which updates are
 * security updates.
 *
 * @see <a href="https://man.archlinux.org/man/apk-version.8.en">apk-version(8)</a>
 */
public final class ApkReader {

    private ApkReader() {}

    /** Whether a text can be such output at all. */
    public static boolean isLikely(String text) {
        return text.lines().anyMatch(ApkReader::isHeading);
    }

    private static boolean isHeading(String line) {
        return line.startsWith("Installed:") && line.strip().endsWith("Available:");
    }

    /**
     * Reads it.
     *
     * @throws UnreadableHostException if apk failed, has no index to compare with, or a line is none of its own
     */
    public static List<PendingUpdate> read(String text) throws UnreadableHostException {
        List<PendingUpdate> updates = new ArrayList<>();
        boolean begun = false;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("ERROR:") || line.startsWith("WARNING:")) {
                throw new UnreadableHostException("apk says '" + SafeText.abbreviate(line, 300)
                        + "'; without its indexes it finds no updates: run apk update");
            }
            if (isHeading(line)) {
                begun = true;
            } else if (!line.isBlank() && !line.startsWith("fetch ") && !line.startsWith("OK: ")) {
                updates.add(row(line)
                        .orElseThrow(() -> new UnreadableHostException("a line of apk's output cannot be read: '"
                                + SafeText.abbreviate(line, 120) + "'; get it with apk version -l '<'")));
            }
        }
        if (!begun) {
            throw new UnreadableHostException(
                    "apk's output does not begin with 'Installed: … Available:'; get it with apk version -l '<'");
        }
        return updates;
    }

    private static Optional<PendingUpdate> row(String line) {
        String[] words = line.strip().split(" +");
        if (words.length < 3 || !words[1].equals("<") || !SafeText.isWord(words[0]) || !SafeText.isWord(words[2])) {
            return Optional.empty();
        }
        int version = versionStart(words[0]);
        if (version < 1) {
            return Optional.empty();
        }
        String from = words[0].substring(version);
        return Optional.of(new PendingUpdate(
                words[0].substring(0, version - 1),
                Optional.of(from),
                Optional.of(words[2]),
                words.length > 3 ? SafeText.abbreviate(words[3], 200) : "",
                Optional.empty(),
                UpdateSize.between(VersionScheme.APK, from, words[2]),
                Optional.empty(),
                Optional.empty()));
    }

    /** Where the version begins in {@code py3-pip-23.1-r0}: after the hyphen before it, which a digit follows. */
    public static int versionStart(String nameVersion) {
        int revision = nameVersion.lastIndexOf("-r");
        int hyphen = nameVersion.lastIndexOf('-', revision < 0 ? nameVersion.length() : revision - 1);
        boolean digit = hyphen > 0 && hyphen + 1 < nameVersion.length() && Digits.is(nameVersion.charAt(hyphen + 1));
        return digit ? hyphen + 1 : -1;
    }
}
