package io.jenkins.plugins.dockereventwatch.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.runner.ExpectedTexts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UpdatesCommandTest {

    private static final Path SAMPLES = Path.of("../engine/src/test/resources/host-updates");

    @TempDir
    private Path folder;

    @Test
    void usesPolicyOfConfiguration() throws Exception {
        Path config = folder.resolve("config.yml");
        Files.writeString(config, "reminders: {holds: [{package: '*', reason: freeze, by: ada}]}\n");

        assertThat(updates()).contains(ExpectedTexts.HOTFIXES_DUE);
        assertThat(updates("--config", config.toString()))
                .contains(ExpectedTexts.NO_UPDATES_DUE)
                .contains("freeze");
    }

    private static String updates(String... options) {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new UpdatesCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out));
        String[] all = {
            "--from", SAMPLES.resolve("apt-get-s-dist-upgrade.debian12.txt").toString(),
            "--os-release", SAMPLES.resolve("os-release.debian12.txt").toString()
        };
        command.execute(
                Stream.concat(Arrays.stream(all), Arrays.stream(options)).toArray(String[]::new));
        return out.toString();
    }
}
