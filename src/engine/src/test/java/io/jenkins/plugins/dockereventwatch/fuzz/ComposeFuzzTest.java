package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.dockereventwatch.image.SourceFiles;
import io.jenkins.plugins.dockereventwatch.image.compose.ComposeImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A compose file. */
@Timeout(10)
class ComposeFuzzTest {

    @TempDir
    private static Path folder;

    @DictionaryFile(resourcePath = "yaml.dict")
    @DictionaryEntries({
        "services:",
        "image: ",
        "build: ",
        "context: ",
        "dockerfile_inline: ",
        "args: ",
        "extends: ",
        "service: ",
        "file: ",
        "include: ",
        "path: ",
        "project_directory: ",
        "env_file: ",
        "additional_contexts: ",
        "docker-image://",
        "cache_from: ",
        "type=registry,ref=",
        "pull_policy: ",
        "volumes: ",
        "type: image",
        "source: ",
        "FROM "
    })
    @FuzzTest
    void readsOrRejects(byte[] yaml) throws IOException {
        Files.write(folder.resolve("compose.yml"), yaml);
        SourceFiles files = new SourceFiles(folder);
        try {
            assertThat(ComposeImages.read(files, List.of(Path.of("compose.yml")), folder, Map.of("TAG", "1")))
                    .hasSizeLessThan(10_000);
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
