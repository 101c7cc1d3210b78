package io.jenkins.plugins.dockereventwatch.config.reader;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.DID_YOU_MEAN;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.EXPECTED_FLAG;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.MEMORY_TOO_SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsReaderTest {

    @TempDir
    private Path folder;

    @Test
    void readsDefaultsMaximaAndExceptions() throws Exception {
        assertThat(read("""
                limits:
                  default: {memory: 512m, cpus: 1, network: none}
                  maximum: {memory: 4g, time-limit: 2h}
                  allow:
                    networks: [none, ci]
                    capabilities: [cap_net_raw]
                    mounts: [/var/cache/maven, m2]
                    undetermined_images: true
                """))
                .isEqualTo(new LimitPolicy(
                        RunOptions.NONE
                                .with(RunOption.MEMORY, "512m")
                                .with(RunOption.CPUS, "1")
                                .with(RunOption.NETWORK, "none"),
                        RunOptions.NONE.with(RunOption.MEMORY, "4g").with(RunOption.TIME_LIMIT, "2h"),
                        Set.of("none", "ci"),
                        Set.of("NET_RAW"),
                        List.of("/var/cache/maven", "m2"),
                        true));
    }

    @Test
    void defaultsToBuiltInLimits() throws Exception {
        assertThat(read("filters: {}\n")).isEqualTo(LimitPolicy.BUILT_IN);
    }

    @Test
    void reportsErrorsWithPlace() {
        assertThatThrownBy(() -> read("""
                limits:
                  default: {memory: 4m, cpus: fast}
                  maximum: {memroy: 4g, network: none}
                  allow:
                    networks: [host]
                    capabilities: [NET-RAW]
                    mounts: [/, var/cache]
                    undetermined_images: denied
                """))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "config.yml:2:21: " + MEMORY_TOO_SMALL,
                        "config.yml:2:31: Invalid number of CPUs 'fast'",
                        "config.yml:3:13: Unknown key 'memroy'",
                        DID_YOU_MEAN + "'memory'",
                        "config.yml:3:25: Unknown key 'network'",
                        "config.yml:5:16: Invalid network 'host': expected none, bridge or a name",
                        "config.yml:6:20: Invalid capability",
                        "config.yml:7:14: Invalid mount",
                        "config.yml:7:17: Invalid mount",
                        "config.yml:8:26: Invalid undetermined_images 'denied': " + EXPECTED_FLAG);
    }

    private LimitPolicy read(String yaml) throws IOException, ConfigurationException {
        Path file = folder.resolve("config.yml");
        Files.writeString(file, yaml);
        return new ConfigurationReader(Map.of(), new GoTemplateEngine(ZoneOffset.UTC))
                .readRunRules(file)
                .limits();
    }
}
