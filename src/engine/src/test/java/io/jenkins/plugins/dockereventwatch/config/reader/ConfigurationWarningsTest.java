package io.jenkins.plugins.dockereventwatch.config.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.config.yaml.Problem;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What is valid but never matches, and the warning about it; the cases are in {@code config/warnings.txt}. */
class ConfigurationWarningsTest {

    private static final String EXPECTED = "--- expected";
    private static final String NOTIFIERS = """
            notifiers: {n: {url: "smtp://h:25?from=a@example.net&to=b@example.net"}}
            """;

    @TempDir
    private Path folder;

    @TestFactory
    List<DynamicTest> warnsWithPlaceAndSuggestion() throws IOException {
        String all = new String(
                ConfigurationWarningsTest.class
                        .getResourceAsStream("/config/warnings.txt")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        List<DynamicTest> tests = new ArrayList<>();
        for (String part : all.substring("=== ".length()).split("\n=== ")) {
            String name = part.substring(0, part.indexOf('\n'));
            String yaml = part.substring(name.length() + 1, part.indexOf(EXPECTED));
            String expected = part.substring(part.indexOf(EXPECTED) + EXPECTED.length());
            tests.add(DynamicTest.dynamicTest(
                    name, () -> assertThat(warnings(NOTIFIERS + yaml)).isEqualTo(expected.strip())));
        }
        return tests;
    }

    private String warnings(String yaml) throws Exception {
        Path config = folder.resolve("config.yml");
        Files.writeString(config, yaml);
        ConfigurationReader reader = new ConfigurationReader(Map.of(), new GoTemplateEngine(ZoneOffset.UTC));
        reader.read(config);
        return reader.warnings().stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n"))
                .replace(folder + "/", "");
    }
}
