package io.jenkins.plugins.dockereventwatch.settings.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.settings.ExportedCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The limits as Configuration as Code. */
@WithJenkins
class LimitsAsCodeTest {

    @TempDir
    private Path folder;

    @Test
    void importsExampleOfDocumentation(JenkinsRule jenkins) throws Exception {
        String page = Files.readString(Path.of("..", "..", "docs", "limited-runs.md"));
        int begin = page.indexOf("unclassified:\n  dockerRunLimits:");
        ExportedCode.take(page.substring(begin, page.indexOf("```", begin)), folder);

        assertFilled(LimitedRunConfiguration.get());
    }

    @Test
    void importsExportedCode(JenkinsRule jenkins) throws Exception {
        LimitedRunConfiguration limits = LimitedRunConfiguration.get();
        limits.setLimits(List.of(
                new LimitSetting("memory", "1g", "4g"),
                new LimitSetting("cpus", "1", "2"),
                new LimitSetting("network", "none", "")));
        limits.setNetworks(List.of("none", "ci"));
        limits.setCapabilities(List.of("NET_RAW"));
        limits.setMounts(List.of("/var/cache/maven"));
        limits.setUndeterminedImages(true);
        String ours = ExportedCode.now().of("dockerRunLimits");
        limits.setLimits(List.of());
        limits.setNetworks(List.of());
        limits.setCapabilities(List.of());
        limits.setMounts(List.of());
        limits.setUndeterminedImages(false);

        ExportedCode.take(ours, folder);

        assertFilled(limits);
        assertThat(limits.isUndeterminedImages()).isTrue();
    }

    @Test
    void rejectsInvalidLimit(JenkinsRule jenkins) {
        assertThatThrownBy(() -> ExportedCode.take(
                        "unclassified: {dockerRunLimits: {limits: [{option: memory, maximum: 4m}]}}", folder))
                .isInstanceOf(ConfiguratorException.class)
                .hasStackTraceContaining(PluginExpectedTexts.LEAST_MEMORY);
    }

    private static void assertFilled(LimitedRunConfiguration limits) {
        assertThat(limits.getLimits())
                .extracting(limit -> limit.option, limit -> limit.defaultValue, limit -> limit.maximum)
                .containsExactly(tuple("memory", "1g", "4g"), tuple("cpus", "1", "2"), tuple("network", "none", ""));
        assertThat(limits.getNetworks()).containsExactly("none", "ci");
        assertThat(limits.getCapabilities()).containsExactly("NET_RAW");
        assertThat(limits.getMounts()).containsExactly("/var/cache/maven");
    }
}
