package io.jenkins.plugins.dockereventwatch.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.runner.ExpectedTexts;
import io.jenkins.plugins.dockereventwatch.runner.Program;
import io.jenkins.plugins.dockereventwatch.update.probe.FakeHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code updates} as its users call it. */
class UpdatesIT {

    private static final Path SAMPLES = Program.ROOT.resolve("src/engine/src/test/resources/host-updates");

    @TempDir
    private Path folder;

    @Test
    void savedOutputGivesAdviceAsJson() throws Exception {
        Program.Result result = updates("apt-get-s-dist-upgrade.kernel+hold.debian12.txt", "--format", "json");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out().lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.get("updates")).hasSize(147);
        JsonNode curl = update(json, "libssl3");
        assertThat(curl.fieldNames())
                .toIterable()
                .containsExactly("package", "from", "to", "origin", "security", "size", "advice", "until", "rule");
        assertThat(curl.get("advice").asText()).isEqualTo("hotfix");
        assertThat(curl.get("security").asBoolean()).isTrue();
        assertThat(curl.get("size").asText()).isEqualTo("patch");
        assertThat(update(json, "systemd").get("advice").asText()).isEqualTo("wait");
        assertThat(update(json, "systemd").get("until").asText()).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(update(json, "postgresql-15").get("advice").asText()).isEqualTo("held");
        assertThat(update(json, "cpio").get("from").isNull()).isTrue();
    }

    @Test
    void releaseUpgradeWaits() throws Exception {
        Program.Result result = updates("apt-get-s-dist-upgrade.release-12-to-13.txt");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains(ExpectedTexts.NO_UPDATES_DUE + "; 763 waiting")
                .doesNotContain("Hotfix");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apt-get-s-dist-upgrade.nothing-pending.txt | 0 | " + ExpectedTexts.NO_UPDATES_DUE,
                "apt-get-s-dist-upgrade.debian12.txt | 1 | " + ExpectedTexts.HOTFIXES_DUE + "; 47 this week; 8 waiting",
                "os-release.debian12.txt | 2 | " + ExpectedTexts.UPDATES_UNKNOWN,
                "nowhere.txt | 2 | file not found"
            })
    void exitCodeReportsUpdatesDueNow(String file, int exitCode, String words) throws Exception {
        Program.Result result = updates(file);

        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.out() + result.err()).contains(words).doesNotContain("\tat ");
        assertThat(exitCode == 2 ? result.out() : result.err()).isEmpty();
    }

    @Test
    void readsOutputOfScriptRunElsewhere() throws Exception {
        Map<String, String> host = new FakeHost(Files.createDirectory(folder.resolve("bin"))).environment("docker-07");
        Path script = folder.resolve("probe.sh");
        Path kept = folder.resolve("kept.txt");
        Files.writeString(script, Program.run("updates", "--script").out());
        ProcessBuilder elsewhere = new ProcessBuilder("sh", script.toString()).redirectOutput(kept.toFile());
        elsewhere.environment().putAll(host);
        elsewhere.start().waitFor();

        Program.Result here = Program.launch(host, "", "updates", "--host-label", "docker-07");
        Program.Result saved = Program.run("updates", "--from", kept.toString(), "--host-label", "docker-07");

        assertThat(here.exitCode()).as(here.err()).isEqualTo(1);
        assertThat(saved.exitCode()).isEqualTo(here.exitCode());
        assertThat(saved.out().lines().findFirst()).isEqualTo(here.out().lines().findFirst());
    }

    @Test
    void readsStandardInput() throws Exception {
        Program.Result result = Program.runWithInput(
                Files.readString(SAMPLES.resolve("apt-get-s-dist-upgrade.nothing-pending.txt")),
                "updates",
                "--from",
                "-");

        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--ssh -oProxyCommand=id|Invalid ssh address",
                "--ssh host --from x|mutually exclusive",
                "--ssh nobody@127.0.0.1:1|" + ExpectedTexts.UPDATES_UNKNOWN + ": ssh://nobody@127.0.0.1:1"
            })
    void reportsUnreachableHosts(String arguments, String words) throws Exception {
        Program.Result result = Program.run(("updates " + arguments).split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(words).doesNotContain("\tat ");
    }

    private static Program.Result updates(String sample, String... options) throws Exception {
        String[] all = new String[options.length + 5];
        all[0] = "updates";
        all[1] = "--from";
        all[2] = SAMPLES.resolve(sample).toString();
        all[3] = "--os-release";
        all[4] = SAMPLES.resolve("os-release.debian12.txt").toString();
        System.arraycopy(options, 0, all, 5, options.length);
        return Program.run(all);
    }

    private static JsonNode update(JsonNode json, String name) {
        return StreamSupport.stream(json.get("updates").spliterator(), false)
                .filter(update -> update.get("package").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
