package io.jenkins.plugins.dockereventwatch.config.reader;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.FILE_TOO_LARGE;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.NO_SUCH_FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.config.yaml.TextFile;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Wrong configurations and what each is answered with; the cases stand in {@code config/wrong-configs.txt}. */
class WrongConfigurationsTest {

    private static final String EXPECTED = "--- expected\n";

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void placeTemplates() throws IOException {
        config = folder.resolve("config.yml");
        for (String name : List.of("good.json", "latin1.txt", "function.txt", "open.txt", "picture.txt")) {
            Files.copy(resource(name), folder.resolve(name));
        }
    }

    @TestFactory
    List<DynamicTest> reportsAllProblems() throws IOException {
        String all = new String(resource("wrong-configs.txt").readAllBytes(), StandardCharsets.UTF_8);
        List<DynamicTest> tests = new ArrayList<>();
        for (String part : all.substring("=== ".length()).split("\n=== ")) {
            String name = part.substring(0, part.indexOf('\n'));
            String yaml = part.substring(name.length() + 1, part.indexOf(EXPECTED));
            String expected = part.substring(part.indexOf(EXPECTED) + EXPECTED.length());
            tests.add(DynamicTest.dynamicTest(
                    name, () -> assertThat(problemsOf(yaml)).isEqualTo(expected.strip())));
        }
        assertThat(tests).hasSizeGreaterThan(80);
        return tests;
    }

    @Test
    void reportsMissingFile() {
        assertThat(catchThrowableOfType(
                        ConfigurationException.class, () -> reader(Map.of()).read(config)))
                .hasMessage(config + NO_SUCH_FILE);
    }

    @Test
    void rejectsLargeConfiguration() throws IOException {
        Files.writeString(config, "# " + "x".repeat(TextFile.MAX_SIZE));

        assertThat(catchThrowableOfType(
                        ConfigurationException.class, () -> reader(Map.of()).read(config)))
                .hasMessage(config + ":1:1: The" + FILE_TOO_LARGE);
    }

    @Test
    void limitsAliasExpansion() throws IOException {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            yaml.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }
        yaml.append("notifications: *a29\n");

        assertThat(problemsOf(yaml.toString())).contains("Number of aliases");
    }

    @Test
    void problemsContainNoSecrets() throws IOException {
        Files.writeString(folder.resolve("secret"), "hush-file\n");
        String yaml = """
                notifiers:
                  a:
                    url: "smtp://u:${PASSWORD}@h:0?from=${PASSWORD}&to=b@example.org"
                  b:
                    url: "smtp://u:${file:secret}@h?from=a@example.org&to=${file:secret}"
                  c:
                    url: "${URL}"
                  d:
                    url: "https://example.org/${PASSWORD} x"
                    template: good.json
                    data_encoding: json
                notifications: []
                """;
        Files.writeString(config, yaml);

        ConfigurationException problems = catchThrowableOfType(
                ConfigurationException.class,
                () -> reader(Map.of("PASSWORD", "hush-variable", "URL", "hush://hush-url"))
                        .read(config));

        assertThat(problems.problems()).hasSize(4);
        assertThat(problems).hasMessageNotContaining("hush");
    }

    /** Whatever an editor leaves behind, it is answered with problems or read, and soon. */
    @Test
    void readsOrReportsDamagedConfigurations() throws IOException {
        String good = """
                notifiers:
                  email:
                    url: "smtp://u@example.org:p@h:25?from=a@example.org&to=b@example.org"
                filters:
                  event: [die, stop]
                notifications:
                  - title: t
                    when_regex: {status: ["(die|stop)"]}
                    unless: {Actor.Attributes.name: x}
                    notify: [email]
                """;
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, "[]{}:-&*!|>'\"%@`\t\n #,?$".charAt(random.nextInt(23)));
                    default -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
                }
            }
            Files.writeString(config, text);
            try {
                assertThat(reader(Map.of()).read(config).rules().rules()).hasSizeLessThan(10);
            } catch (ConfigurationException e) {
                assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                    assertThat(problem.line()).isPositive();
                    assertThat(problem.message()).isNotBlank();
                });
            }
        }
    }

    private String problemsOf(String yaml) throws IOException {
        Files.writeString(config, yaml);
        ConfigurationException problems = catchThrowableOfType(
                ConfigurationException.class, () -> reader(Map.of()).read(config));
        return problems.getMessage().replace(folder + "/", "").replace(folder.toString(), "FOLDER");
    }

    private static ConfigurationReader reader(Map<String, String> environment) {
        return new ConfigurationReader(environment, new GoTemplateEngine(ZoneOffset.UTC));
    }

    private static InputStream resource(String name) {
        return WrongConfigurationsTest.class.getResourceAsStream("/config/" + name);
    }
}
