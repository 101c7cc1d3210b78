package io.jenkins.plugins.dockereventwatch.image;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.FILE_MISSING;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.FILE_TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {

    @TempDir
    private Path folder;

    private Path workspace;
    private SourceFiles files;

    @BeforeEach
    void prepare() throws IOException {
        workspace = Files.createDirectory(folder.resolve("workspace"));
        Files.writeString(folder.resolve("secret"), "s3cret");
        Files.writeString(workspace.resolve("Dockerfile"), "FROM mysql");
        files = new SourceFiles(workspace);
    }

    private void refuses(Path path, String why) {
        assertThatIOException().isThrownBy(() -> files.read(path)).withMessage(why);
    }

    @Test
    void readsFilesInFolder() throws IOException {
        Files.createSymbolicLink(workspace.resolve("link"), Path.of("Dockerfile"));
        Files.write(workspace.resolve("latin1"), new byte[] {'F', (byte) 0xE9});

        assertThat(files.read(Path.of("Dockerfile"))).isEqualTo("FROM mysql");
        assertThat(files.read(workspace.resolve("Dockerfile"))).isEqualTo("FROM mysql");
        assertThat(files.read(Path.of("link"))).isEqualTo("FROM mysql");
        assertThat(files.read(Path.of("latin1"))).isEqualTo("F\ufffd");
        assertThat(files.exists(Path.of("Dockerfile"))).isTrue();
        assertThat(files.exists(Path.of("nothing"))).isFalse();
    }

    @Test
    void rejectsFilesOutsideFolder() throws IOException {
        Files.createSymbolicLink(workspace.resolve("link"), folder.resolve("secret"));
        Files.createSymbolicLink(workspace.resolve("up"), folder);

        String outside = "the file is outside the workspace";
        refuses(Path.of("../secret"), outside);
        refuses(folder.resolve("secret"), outside);
        refuses(Path.of("link"), outside);
        refuses(Path.of("up/secret"), outside);
        refuses(Path.of("/etc/passwd"), outside);
    }

    @Test
    void rejectsSpecialAndLargeFiles() throws IOException {
        Files.write(workspace.resolve("large"), new byte[SourceFiles.MAX_SIZE + 1]);

        refuses(Path.of("nothing"), FILE_MISSING);
        refuses(Path.of("."), "it is a folder, not a file");
        refuses(Path.of("large"), "the" + FILE_TOO_LARGE);
        SourceFiles everywhere = new SourceFiles(Path.of("/"));
        assertThatIOException()
                .isThrownBy(() -> everywhere.read(Path.of("/dev/zero")))
                .withMessage("it is not a regular file");
    }
}
