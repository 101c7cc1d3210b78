package io.jenkins.plugins.dockereventwatch.step.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a workspace, read as what they are: written by anyone. */
class WorkspaceImagesTest {

    @TempDir
    private Path folder;

    private Path workspace;

    @BeforeEach
    void make() throws IOException {
        workspace = Files.createDirectory(folder.resolve("workspace"));
    }

    @Test
    void findsImagesOfDockerfileAndCompose() throws IOException {
        Files.writeString(workspace.resolve("Dockerfile"), "ARG V=17\nFROM eclipse-temurin:${V}\n");
        Files.writeString(workspace.resolve("compose.yml"), "services: {db: {image: 'mysql:${MYSQL}'}}");

        WorkspaceImages.Found found = new WorkspaceImages("Dockerfile", List.of("V=21"), List.of("compose.yml"), "")
                .read(workspace, Map.of("MYSQL", "8.4"));

        assertThat(found.problems()).isEmpty();
        assertThat(found.images()).extracting(NamedImage::text).containsExactly("eclipse-temurin:21", "mysql:8.4");
        assertThat(found.images().get(0).location()).hasToString("Dockerfile:2:1 FROM");
    }

    @Test
    void reportsEmptyWorkspace() throws IOException {
        assertThat(read("Dockerfile").problems())
                .containsExactly(PluginExpectedTexts.WORKSPACE_EMPTY + ": check out or create the files first");

        Files.writeString(workspace.resolve("other"), "");

        assertThat(read("Dockerfile").problems()).containsExactly("Dockerfile: " + PluginExpectedTexts.NO_SUCH_FILE);
    }

    @Test
    void mergesComposeFiles() throws IOException {
        Files.writeString(workspace.resolve("compose.yml"), "services: {db: {image: evil}, web: {image: nginx}}");
        Files.writeString(workspace.resolve("prod.yml"), "services: {db: {image: mysql}}");

        WorkspaceImages.Found found =
                new WorkspaceImages("", List.of(), List.of("compose.yml", "prod.yml"), "").read(workspace, Map.of());

        assertThat(found.problems()).isEmpty();
        assertThat(found.images()).extracting(NamedImage::text).containsExactlyInAnyOrder("mysql", "nginx");
    }

    @Test
    void findsLiteralImagesInJenkinsfile() throws IOException {
        Files.writeString(workspace.resolve("Jenkinsfile"), "node { docker.image('mysql:8.4').inside { sh 'x' } }");
        WorkspaceImages files = new WorkspaceImages("", List.of(), List.of(), "Jenkinsfile");

        WorkspaceImages.Found found = files.read(workspace, Map.of());

        assertThat(files.isEmpty()).isFalse();
        assertThat(found.problems()).isEmpty();
        assertThat(found.images()).extracting(NamedImage::text).containsExactly("mysql:8.4");
        assertThat(files.remarks()).singleElement().asString().contains("Jenkinsfile");
        assertThat(new WorkspaceImages("Dockerfile", List.of(), List.of(), "").remarks())
                .isEmpty();
    }

    @Test
    void readsNothingOutsideTheWorkspace() throws IOException {
        Path outside = Files.writeString(folder.resolve("Dockerfile"), "FROM secret\n");
        Files.createSymbolicLink(workspace.resolve("link"), outside);
        Files.createSymbolicLink(workspace.resolve("folder"), folder);

        for (String file : List.of("../Dockerfile", "link", "folder/Dockerfile", outside.toString())) {
            assertThat(read(file).problems())
                    .as(file)
                    .singleElement()
                    .asString()
                    .startsWith(file + ": ")
                    .contains("outside")
                    .doesNotContain("secret");
        }
    }

    @Test
    void reportsEachUnreadableFile() throws IOException {
        Files.write(workspace.resolve("large"), new byte[2 << 20]);

        WorkspaceImages.Found found =
                new WorkspaceImages("large", List.of(), List.of("missing.yml"), "").read(workspace, Map.of());

        assertThat(found.images()).isEmpty();
        assertThat(found.problems()).hasSize(2);
        assertThat(found.problems().get(0)).startsWith("large: ").contains("larger than");
        assertThat(found.problems().get(1)).startsWith("missing.yml: ").contains(PluginExpectedTexts.NO_SUCH_FILE);
        assertThat(read("with\0zero").problems()).singleElement().asString().startsWith("with\0zero: ");
    }

    @Test
    void limitsTheNumberOfImages() throws IOException {
        Files.writeString(workspace.resolve("Dockerfile"), "FROM a\n".repeat(10_000));
        Files.writeString(workspace.resolve("compose.yml"), "services: {db: {image: mysql}}");

        WorkspaceImages.Found found =
                new WorkspaceImages("Dockerfile", List.of(), List.of("compose.yml"), "").read(workspace, Map.of());

        assertThat(found.images()).isEmpty();
        assertThat(found.problems()).singleElement().asString().contains("10000");
    }

    /** The controller reads such an object from an agent that does not limit it. */
    @Test
    void responseHasNoMoreImages() {
        NamedImage image = NamedImage.of("a", ImageLocation.of("here"), null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkspaceImages.Found(Collections.nCopies(10_001, image), List.of()))
                .withMessageContaining("10000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkspaceImages.Found(List.of(), Collections.nCopies(10_001, "problem")));
    }

    @Test
    void validatesBuildArguments() {
        WorkspaceImages.checkBuildArgument("A=");
        assertThatIllegalArgumentException().isThrownBy(() -> WorkspaceImages.checkBuildArgument("A"));
        assertThatIllegalArgumentException().isThrownBy(() -> WorkspaceImages.checkBuildArgument("=1"));
    }

    private WorkspaceImages.Found read(String dockerfile) throws IOException {
        return new WorkspaceImages(dockerfile, List.of(), List.of(), "").read(workspace, Map.of());
    }
}
