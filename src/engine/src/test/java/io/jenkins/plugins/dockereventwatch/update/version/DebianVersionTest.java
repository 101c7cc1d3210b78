package io.jenkins.plugins.dockereventwatch.update.version;

import static org.assertj.core.api.Assertions.assertThat;
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

    private static final int PAIRS = 3000;

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
        List<String[]> pairs = pairs(new Random(20261124));

        List<String> judged = dpkg(pairs);

        assertThat(judged).hasSize(PAIRS).contains("lt", "eq", "gt");
        for (int i = 0; i < PAIRS; i++) {
            assertThat(order(pairs.get(i)[0], pairs.get(i)[1]))
                    .as("%s against %s", (Object[]) pairs.get(i))
                    .isEqualTo(judged.get(i));
            assertThat(order(pairs.get(i)[1], pairs.get(i)[0]))
                    .as("turned round: %s against %s", (Object[]) pairs.get(i))
                    .isEqualTo(
                            switch (judged.get(i)) {
                                case "lt" -> "gt";
                                case "gt" -> "lt";
                                default -> "eq";
                            });
        }
    }

    private static String order(String one, String other) {
        int order = DebianVersion.of(one).compareTo(DebianVersion.of(other));
        return order < 0 ? "lt" : order > 0 ? "gt" : "eq";
    }

    /** Versions that share their beginning, as those of one package do. */
    private static List<String[]> pairs(Random random) {
        List<String[]> pairs = new ArrayList<>();
        while (pairs.size() < PAIRS) {
            String common = random.nextBoolean() ? random.nextInt(3) + ":" : "";
            String start = common + random.nextInt(4) + part(random, 3);
            pairs.add(new String[] {
                (random.nextInt(10) == 0 ? "1:" : "") + start.replace(":", "") + part(random, 2) + revision(random),
                start + part(random, 2) + revision(random)
            });
        }
        return pairs;
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

    private List<String> dpkg(List<String[]> pairs) throws IOException, InterruptedException {
        Path answers = folder.resolve("answers");
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        "while read -r a b; do"
                                + " if dpkg --compare-versions \"$a\" lt \"$b\"; then echo lt;"
                                + " elif dpkg --compare-versions \"$a\" eq \"$b\"; then echo eq; else echo gt; fi; done")
                .redirectOutput(answers.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream in = shell.getOutputStream()) {
            for (String[] pair : pairs) {
                in.write((pair[0] + " " + pair[1] + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        shell.waitFor();
        return Files.readAllLines(answers);
    }

    @ParameterizedTest
    @CsvSource({
        "1:2.66-4+deb12u2+b2, 1, 2.66, 4+deb12u2+b2",
        "2.1.12-stable-8, 0, 2.1.12-stable, 8",
        "248+deb12u1, 0, 248+deb12u1, ''",
        "007:1, 7, 1, ''",
        "x:1, 0, x:1, ''"
    })
    void takesVersionsApart(String version, String epoch, String upstream, String revision) {
        assertThat(DebianVersion.of(version)).isEqualTo(new DebianVersion(epoch, upstream, revision));
    }
}
