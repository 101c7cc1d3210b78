package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

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

    @FuzzTest
    void readsOrReportsLocations(byte[] yaml) throws IOException {
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
