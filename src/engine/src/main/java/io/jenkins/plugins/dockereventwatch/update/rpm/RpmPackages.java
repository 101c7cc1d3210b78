package io.jenkins.plugins.dockereventwatch.update.rpm;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.version.RpmVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest installed version of each package according to {@code rpm -qa}.
 *
 * @param versions {@code [epoch:]version-release} by {@code name.architecture}
 */
public record RpmPackages(Map<String, String> versions) {

    /** Parses lines {@code name.architecture [epoch:]version-release}; others are ignored. */
    public static RpmPackages parse(String text) {
        Map<String, String> versions = new HashMap<>();
        text.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            if (blank > 0 && SafeText.isWord(line.substring(0, blank)) && SafeText.isWord(line.substring(blank + 1))) {
                versions.merge(line.substring(0, blank), line.substring(blank + 1), RpmPackages::newer);
            }
        });
        return new RpmPackages(versions);
    }

    private static String newer(String one, String other) {
        return RpmVersion.of(one).compareTo(RpmVersion.of(other)) >= 0 ? one : other;
    }

    Optional<String> newest(String nameArch) {
        return Optional.ofNullable(versions.get(nameArch));
    }
}
