package io.jenkins.plugins.dockereventwatch.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.agents.ControllerToAgentFileCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of steps whose repository contains symbolic links. */
class InWorkspaceTest {

    @TempDir
    private Path agent;

    private Path workspace;

    /** Returns the folder in which it runs. */
    private record Where() implements ControllerToAgentFileCallable<String> {

        private static final long serialVersionUID = 1L;

        @Override
        public String invoke(File folder, VirtualChannel channel) {
            return folder.getPath();
        }
    }

    @BeforeEach
    void createWorkspaces() throws Exception {
        workspace = Files.createDirectories(agent.resolve("workspace/job"));
        Files.createDirectories(agent.resolve("workspace/other"));
        Files.createDirectories(agent.resolve("workspace/job@2"));
        Files.createDirectories(workspace.resolve("sub"));
        Files.createSymbolicLink(workspace.resolve("inside"), Path.of("sub"));
        Files.createSymbolicLink(workspace.resolve("tests"), Path.of(".."));
        Files.createSymbolicLink(workspace.resolve("other"), Path.of("../other"));
        Files.createSymbolicLink(workspace.resolve("root"), Path.of("/"));
        Files.createSymbolicLink(workspace.resolve("link@tmp"), Path.of("../other"));
        Files.createSymbolicLink(workspace.resolve("next@tmp"), Path.of("../job@2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sub", "inside", "new/folder"})
    void runsInFoldersOfTheWorkspace(String folder) throws Exception {
        Path here = workspace.resolve(folder);

        assertThat(invoke(here, "")).isEqualTo(here.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tests", "other", "root", "tests/other", "inside/../tests/job@2", ".."})
    void refusesFoldersOutside(String folder) {
        assertThatThrownBy(() -> invoke(workspace.resolve(folder), ""))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("is " + PluginExpectedTexts.OUTSIDE_WORKSPACE + " '" + workspace + "'");
    }

    @ParameterizedTest
    @CsvSource({"tests/new, ''", "'', tests/new@tmp", "dangling/new, ''"})
    void createsNothingOutside(String folder, String temporary) throws Exception {
        Files.createSymbolicLink(workspace.resolve("dangling"), Path.of("../nowhere"));
        String temporaryFolder =
                temporary.isEmpty() ? "" : workspace.resolve(temporary).toString();

        assertThatThrownBy(() -> invoke(workspace.resolve(folder), temporaryFolder))
                .isInstanceOf(IOException.class);

        assertThat(agent.resolve("workspace"))
                .isDirectoryNotContaining("glob:**/new*")
                .isDirectoryNotContaining("glob:**/nowhere");
    }

    @Test
    void refusesFolderNextToTheWorkspace() {
        assertThatThrownBy(() -> invoke(agent.resolve("workspace/job@2"), "")).isInstanceOf(AbortException.class);
    }

    @ParameterizedTest
    @CsvSource({"'', job@tmp", "sub, job/sub@tmp", "inside, job/inside@tmp"})
    void createsTheTemporaryFolder(String folder, String temporary) throws Exception {
        Path expected = agent.resolve("workspace").resolve(temporary);

        invoke(workspace.resolve(folder), expected.toString());

        assertThat(expected).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"link@tmp", "next@tmp", "tests/other@tmp"})
    void refusesTemporaryFoldersOutside(String temporary) {
        assertThatThrownBy(() -> invoke(workspace, workspace.resolve(temporary).toString()))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("is " + PluginExpectedTexts.OUTSIDE_WORKSPACE);
    }

    @Test
    void acceptsWorkspaceBehindLink() throws Exception {
        Path home = Files.createSymbolicLink(agent.resolve("home"), agent.resolve("workspace"));
        Path here = home.resolve("job/sub");

        assertThat(new InWorkspace<>(
                                home.resolve("job").toString(),
                                home.resolve("job@tmp").toString(),
                                new Where())
                        .invoke(here.toFile(), null))
                .isEqualTo(here.toString());
    }

    private String invoke(Path folder, String temporary) throws Exception {
        return new InWorkspace<>(workspace.toString(), temporary, new Where()).invoke(folder.toFile(), null);
    }
}
