package io.jenkins.plugins.dockereventwatch.image.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Compose files with override files, as in {@code docker compose -f FILE -f OVERRIDE}. */
class ComposeMergeTest {

    @TempDir
    private Path folder;

    @Test
    void laterFileOverridesImage() throws IOException {
        write("compose.yml", """
                services:
                  db: {image: "evil/mysql"}
                  web: {image: "nginx:1.27", profiles: [a]}
                """);
        write("prod.yml", """
                services:
                  db: {image: "mysql:8.4"}
                  web: {profiles: [b]}
                  extra: {image: redis}
                """);

        assertThat(images("compose.yml", "prod.yml"))
                .containsExactly(
                        "prod.yml:2 service db mysql:8.4",
                        "compose.yml:3 service web (profiles b, a) nginx:1.27",
                        "prod.yml:4 service extra redis");
        assertThat(images("prod.yml", "compose.yml")).contains("compose.yml:2 service db evil/mysql");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsManyServicesQuickly() throws IOException {
        StringBuilder services = new StringBuilder("services:\n");
        for (int i = 0; i < 60_000; i++) {
            services.append(" s").append(i).append(": {}\n");
        }
        write("compose.yml", services.toString());

        assertThat(images("compose.yml").toString()).contains("rest of the file");
    }

    @Test
    void ignoresResetAndOverriddenValues() throws IOException {
        write("compose.yml", """
                services:
                  db: {image: mysql, build: {dockerfile_inline: "FROM evil/a"}, volumes: [{type: image, source: evil/b}]}
                  gone: {image: evil/c}
                  anew: {image: evil/d, volumes: [{type: image, source: evil/e}]}
                """);
        write("prod.yml", """
                services:
                  db: {build: !reset null, volumes: !override [{type: image, source: fine}]}
                  gone: !reset null
                  anew: !override {image: fine}
                """);

        assertThat(images("compose.yml", "prod.yml"))
                .containsExactly(
                        "compose.yml:2 service db mysql",
                        "prod.yml:2 service db, volume fine",
                        "prod.yml:4 service anew fine");
    }

    @Test
    void mergesBuilds() throws IOException {
        write("compose.yml", """
                services:
                  app:
                    build: {context: app, args: {BASE: evil/base}, additional_contexts: {x: "docker-image://one"}}
                """);
        write("deploy/prod.yml", """
                services:
                  app:
                    build: {args: {BASE: alpine}, additional_contexts: {y: "docker-image://two"}}
                """);
        write("app/Dockerfile", "ARG BASE\nFROM ${BASE}\n");

        assertThat(images("compose.yml", "deploy/prod.yml"))
                .extracting(line -> line.substring(line.lastIndexOf(' ') + 1))
                .containsExactlyInAnyOrder("one", "two", "alpine");
    }

    @Test
    void resolvesPathsAndVariablesAtFirstFile() throws IOException {
        write("compose.yml", "services: {a: {image: one}}");
        write(".env", "TAG=first");
        write("deploy/.env", "TAG=second");
        write("deploy/prod.yml", """
                services:
                  a: {image: "mysql:${TAG}"}
                  b: {extends: {file: base.yml, service: b}}
                """);
        write("base.yml", "services: {b: {image: redis}}");

        assertThat(images("compose.yml", "deploy/prod.yml"))
                .containsExactly("deploy/prod.yml:2 service a mysql:first", "base.yml:1 service b redis");
    }

    @Test
    void namesMissingFile() throws IOException {
        write("compose.yml", "services: {a: {image: one}}");

        assertThatThrownBy(() -> images("compose.yml", "missing.yml"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing.yml: ");
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private List<String> images(String... files) throws IOException {
        List<NamedImage> images = ComposeImages.read(
                new SourceFiles(folder), Arrays.stream(files).map(Path::of).toList(), folder, Map.of());
        return images.stream()
                .map(image -> image.location().file() + ":" + image.location().line() + " "
                        + image.location().what() + " " + image.text())
                .toList();
    }
}
