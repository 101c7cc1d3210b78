package io.jenkins.plugins.dockereventwatch.step.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteReportFileTest {

    @TempDir
    private Path folder;

    private Path workspace;
    private Path outside;

    @BeforeEach
    void make() throws IOException {
        workspace = Files.createDirectory(folder.resolve("workspace"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(workspace.resolve("out"), outside);
        Files.createSymbolicLink(workspace.resolve("dangling"), folder.resolve("nowhere"));
        Files.createDirectory(workspace.resolve("folder"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"images.sarif", "reports/new/images.sarif", "a/../images.sarif"})
    void writesIntoTheWorkspace(String file) throws IOException {
        assertThat(write(file, "first")).isEmpty();
        assertThat(write(file, "{\"ü\":1}")).isEmpty();

        assertThat(workspace.resolve(file).normalize()).hasContent("{\"ü\":1}");
        try (Stream<Path> all = Files.walk(workspace)) {
            assertThat(all).noneMatch(each -> each.toString().endsWith(".tmp"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../evil", "/tmp/evil", "out/evil", "out/deeper/evil", "dangling/evil", "folder/../../evil", "."
            })
    void writesNowhereElse(String file) throws IOException {
        assertThat(write(file, "x")).contains(PluginExpectedTexts.OUTSIDE_WORKSPACE);

        assertThat(outside).isEmptyDirectory();
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void replacesSymbolicLinks() throws IOException {
        Path victim = Files.writeString(outside.resolve("victim"), "untouched");
        Files.createSymbolicLink(workspace.resolve("images.sarif"), victim);

        assertThat(write("images.sarif", "report")).isEmpty();

        assertThat(victim).hasContent("untouched");
        assertThat(workspace.resolve("images.sarif")).isRegularFile().hasContent("report");
    }

    @Test
    void reportsInvalidPaths() throws IOException {
        assertThat(write("folder", "x")).contains("directory");
        assertThat(write("a\0b", "x")).isNotEmpty();
    }

    private String write(String file, String content) throws IOException {
        return new WriteReportFile(file, content).invoke(workspace.toFile(), null);
    }
}
