package io.jenkins.plugins.dockereventwatch.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.settings.ExportedCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every example of Configuration as Code in the documentation is one that Jenkins takes. */
@WithJenkins
class DocumentedCodeInJenkinsTest {

    private static final Path DOCS =
            Path.of("..", "..", "docs").toAbsolutePath().normalize();
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\\n((?:(?!^```).)*^unclassified:\\n.*?)^```");

    @Test
    void examplesAreImported(JenkinsRule jenkins, @TempDir Path folder) throws Exception {
        List<String> pages = new ArrayList<>();
        for (Path page : pages()) {
            Matcher example = EXAMPLE.matcher(Files.readString(page));
            while (example.find()) {
                ExportedCode.take(example.group(1), folder);

                pages.add(page.getFileName().toString());
            }
        }
        assertThat(pages).contains("host-updates.md", "jenkins.md");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
