package io.jenkins.plugins.dockereventwatch.update.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** dpkg itself is the judge, over thousands of generated pairs. */
class DebianVersionTest {

    private static final int VERSIONS = Boolean.getBoolean("test.long") ? 1000 : 300;

    private static final List<String> PIECES = List.of(
            "0",
            "1",
            "2",
            "9",
            "10",
            "010",
            "00",
            "123456789012345678901234567890",
            "a",
            "b",
            "rc",
            "deb",
            "u",
            "Z",
            ".",
            "..",
            "+",
            "~",
            "~~",
            "+b",
            "~deb",
            "+deb12u",
            "dfsg",
            "really");

    @TempDir
    private Path folder;

    @Test
    void ordersAsDpkgDoes() throws Exception {
        boolean there = Files.isExecutable(Path.of("/usr/bin/dpkg"));
        assertThat(there || !Boolean.parseBoolean(System.getenv("CI")))
                .as("this test must not be skipped where CI=true")
                .isTrue();
        assumeTrue(there, "no /usr/bin/dpkg to compare with");
        List<String> versions = versions(new Random(20261124));
        // Once dpkg agrees with the order of neighbours, it agrees with the order of all.
        versions.sort(VersionScheme.DEBIAN);
        List<String> claims = new ArrayList<>();
        for (int i = 1; i < versions.size(); i++) {
            claims.add(versions.get(i - 1) + " " + order(versions.get(i - 1), versions.get(i)) + " " + versions.get(i));
        }

        assertThat(deniedByDpkg(claims)).isEmpty();

        assertThat(claims).anyMatch(claim -> claim.contains(" lt ")).anyMatch(claim -> claim.contains(" eq "));
        for (int i = 0; i < versions.size(); i++) {
            for (int j = i; j < versions.size(); j++) {
                int order = Integer.signum(VersionScheme.DEBIAN.compare(versions.get(i), versions.get(j)));
                int reverse = Integer.signum(VersionScheme.DEBIAN.compare(versions.get(j), versions.get(i)));
                if (order > 0 || order != -reverse) {
                    fail("%s against %s: %d, and %d turned round", versions.get(i), versions.get(j), order, reverse);
                }
            }
        }
    }

    private static String order(String one, String other) {
        int order = VersionScheme.DEBIAN.compare(one, other);
        return order < 0 ? "lt" : order > 0 ? "gt" : "eq";
    }

    /** Versions of which many share their beginning, as those of one package do. */
    private static List<String> versions(Random random) {
        List<String> versions = new ArrayList<>();
        while (versions.size() < VERSIONS) {
            String common = random.nextBoolean() ? random.nextInt(3) + ":" : "";
            String start = common + random.nextInt(4) + part(random, 3);
            versions.add((random.nextInt(10) == 0 ? "1:" : "")
                    + start.replace(":", "")
                    + part(random, 2)
                    + revision(random));
            versions.add(start + part(random, 2) + revision(random));
        }
        return versions;
    }

    private static String revision(Random random) {
        return random.nextInt(3) == 0 ? "" : "-" + random.nextInt(3) + part(random, 2);
    }

    private static String part(Random random, int most) {
        StringBuilder part = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            part.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return part.toString();
    }

    private List<String> deniedByDpkg(List<String> claims) throws IOException, InterruptedException {
        Path denied = folder.resolve("denied");
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        "while read -r a order b; do dpkg --compare-versions \"$a\" $order \"$b\""
                                + " || echo \"$a $order $b\"; done; echo end")
                .redirectOutput(denied.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream in = shell.getOutputStream()) {
            for (String claim : claims) {
                in.write((claim + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        shell.waitFor();
        List<String> lines = new ArrayList<>(Files.readAllLines(denied));
        assertThat(lines).last().isEqualTo("end");
        return lines.subList(0, lines.size() - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "1:2.66-4+deb12u2+b2, 1, 2.66, 4+deb12u2+b2",
        "2.1.12-stable-8, 0, 2.1.12-stable, 8",
        "248+deb12u1, 0, 248+deb12u1, ''",
        "007:1, 7, 1, ''",
        "x:1, 0, x:1, ''"
    })
    void parsesVersions(String version, String epoch, String upstream, String revision) {
        assertThat(PackageVersion.of(version)).isEqualTo(new PackageVersion(epoch, upstream, revision));
    }
}
