package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.dockereventwatch.image.dockerfile.DockerfileImages;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Timeout;

/** A Dockerfile. */
@Timeout(10)
class DockerfileFuzzTest {

    @DictionaryEntries({
        "# escape=`\\x0A",
        "# syntax=",
        "// syntax=",
        "{\\\"syntax\\\":\\\"",
        "FROM ",
        " AS ",
        "COPY --from=",
        "RUN --mount=from=",
        "ONBUILD ",
        "ARG ",
        "<<EOF",
        "<<-\\\"E\\\"",
        "\\\\\\x0A",
        "`\\x0A",
        "${A:-",
        "${A%",
        "\\\"",
        "'",
        "--platform="
    })
    @FuzzTest
    void readsAnyText(byte[] dockerfile) {
        assertThat(DockerfileImages.read("Dockerfile", new String(dockerfile, StandardCharsets.UTF_8), Map.of()))
                .hasSizeLessThan(10_000);
    }
}
