package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.dockereventwatch.config.reader.ConfigurationReader;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A config.yml. */
@Timeout(10)
class ConfigurationFuzzTest {

    @TempDir
    private static Path folder;

    @DictionaryFile(resourcePath = "yaml.dict")
    @DictionaryEntries({
        "notifiers:",
        "notifications:",
        "filters:",
        "group:",
        "crash_loop:",
        "resolved:",
        "silences:",
        "limits:",
        "image_policy:",
        "reminders:",
        "heartbeat:",
        "url: ",
        "smtp://",
        "&from=",
        "when_regex:",
        "when:",
        "match:",
        "notify:",
        "schedule: ",
        "H(0-59)/5 * * * *",
        "TZ=",
        "zone: ",
        "holidays:",
        "days: ",
        "exemptions:",
        "publishers:",
        "allow:",
        "deny:",
        "template: ",
        "rate_limit: ",
        "(?i:a{1000}){9}",
        "{{"
    })
    @FuzzTest
    void readsOrReportsLocations(byte[] yaml) throws IOException {
        // The user who writes the file may name any file.
        BugDetectors.setFilePathTraversalAllowPath(path -> true);
        Path config = folder.resolve("config.yml");
        Files.write(config, yaml);
        try {
            assertThat(new ConfigurationReader(Map.of(), new GoTemplateEngine(ZoneOffset.UTC))
                            .read(config)
                            .rules())
                    .isNotNull();
        } catch (ConfigurationException e) {
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.line()).isPositive();
                assertThat(problem.message()).isNotBlank();
            });
        }
    }
}
