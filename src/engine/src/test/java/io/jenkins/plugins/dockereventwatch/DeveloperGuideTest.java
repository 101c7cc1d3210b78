package io.jenkins.plugins.dockereventwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeveloperGuideTest {

    private static final Path DOCS = Path.of("..", "..", "docs");

    /** A row of the table: the method, and the link to its file and line. */
    private static final Pattern ROW =
            Pattern.compile("\\| `\\w+\\.(\\w+)` \\| \\[\\w+\\.java:(\\d+)]\\((.*)#L(\\d+)\\) \\|");

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

    @Test
    void threatModelNamesExistingTests() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("..", "..", "src"))) {
            tests = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        List<String> named = TEST.matcher(Files.readString(DOCS.resolve("threat-model.md")))
                .results()
                .map(name -> name.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(tests).containsAll(named);
    }

    @Test
    void linksToTheMethodsItNames() throws IOException {
        Matcher row = ROW.matcher(Files.readString(DOCS.resolve("developing.md")));
        int rows = 0;
        while (row.find()) {
            rows++;
            List<String> lines = Files.readAllLines(DOCS.resolve(row.group(3)));
            assertThat(row.group(4)).isEqualTo(row.group(2));
            assertThat(lines.get(Integer.parseInt(row.group(2)) - 1))
                    .as(row.group())
                    .contains(" " + row.group(1) + "(");
        }
        assertThat(rows).isEqualTo(12);
    }
}
