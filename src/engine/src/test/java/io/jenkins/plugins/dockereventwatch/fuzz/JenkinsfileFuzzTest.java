package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.dockereventwatch.image.jenkinsfile.JenkinsfileImages;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;

/** A Jenkinsfile, of which the literal images are read. */
@Timeout(10)
class JenkinsfileFuzzTest {

    @DictionaryEntries({
        "agent ",
        "docker ",
        "image ",
        "docker.image(",
        "docker.withRegistry(",
        "registryUrl ",
        "image: ",
        "'''",
        "\\\"\\\"\\\"",
        "/*",
        "*/",
        "//",
        "${",
        "\\\\u0041",
        "$/",
        "{",
        "}"
    })
    @FuzzTest
    void readsAnyText(byte[] jenkinsfile) {
        assertThat(JenkinsfileImages.read("Jenkinsfile", new String(jenkinsfile, StandardCharsets.UTF_8)))
                .hasSizeLessThan(10_000);
    }
}
