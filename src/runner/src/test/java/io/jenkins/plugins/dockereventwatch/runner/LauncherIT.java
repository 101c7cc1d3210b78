package io.jenkins.plugins.dockereventwatch.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's archives of classes make the start faster; whatever is wrong with them, nothing else is. */
class LauncherIT {

    private static final String REFUSED = ExpectedTexts.REFUSED + "cpus: missing: expected a value such as 1.5";

    @TempDir
    private Path folder;

    private Path root;
    private Path archive;

    @BeforeEach
    void copyWhatWasBuilt() throws IOException {
        root = folder.resolve("a folder");
        Path target = Files.createDirectories(root.resolve("src/runner/target"));
        Path built = Program.ROOT.resolve("src/runner/target");
        Files.createDirectories(root.resolve("src/engine/src/main"));
        Files.createDirectories(root.resolve("src/runner/src/main"));
        for (String pom : new String[] {"pom.xml", "src/engine/pom.xml", "src/runner/pom.xml"}) {
            Files.createFile(root.resolve(pom));
        }
        Files.createSymbolicLink(target.resolve("lib"), built.resolve("lib"));
        Path jar = Files.copy(built.resolve("docker-event-watch.jar"), target.resolve("docker-event-watch.jar"));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(1)));
        Files.copy(Program.ROOT.resolve("docker-event-watch"), root.resolve("docker-event-watch"))
                .toFile()
                .setExecutable(true);
        archive = target.resolve("docker-event-watch.jsa");
    }

    @Test
    void createsArchivesOncePerJar() throws Exception {
        Path jar = archive.resolveSibling("docker-event-watch.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(5)));
        for (Path source : new Path[] {root.resolve("pom.xml"), root.resolve("src/engine/pom.xml")}) {
            Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
        }
        for (String old : new String[] {"src/runner/pom.xml", "src/engine/src/main", "src/runner/src/main"}) {
            Files.setLastModifiedTime(root.resolve(old), FileTime.from(Instant.EPOCH));
        }

        assertRuns();
        assertThat(archive).isNotEmptyFile();
        assertThat(archive.resolveSibling("docker-event-watch-watch.jsa").toFile())
                .matches(file -> file.length() > archive.toFile().length(), "has more classes: those of the state");
        FileTime made = Files.getLastModifiedTime(archive);

        assertRuns();
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);
        assertThat(archive.getParent().toFile().list())
                .containsExactlyInAnyOrder(
                        ".build.lock",
                        "docker-event-watch.jar",
                        "docker-event-watch.jsa",
                        "docker-event-watch-watch.jsa",
                        "lib");
    }

    @Test
    void ignoresInvalidArchiveSilently() throws Exception {
        Path other = Files.createFile(archive.resolveSibling("docker-event-watch-watch.jsa"));
        Files.setLastModifiedTime(other, FileTime.from(Instant.now().plusSeconds(60)));
        Files.write(archive, new byte[100_000]);
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(60)));
        assertRuns();

        Files.writeString(archive, "");
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(60)));
        assertRuns();
    }

    private void assertRuns() throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(
                        root.resolve("docker-event-watch").toString(), "run", "--memory", "32m", "busybox")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(err).hasContent(REFUSED);
        assertThat(out).isEmptyFile();
        assertThat(process.exitValue()).isEqualTo(125);
    }
}
