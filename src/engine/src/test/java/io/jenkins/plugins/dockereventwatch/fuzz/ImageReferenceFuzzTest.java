package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;

/** A reference of an image. */
@Timeout(10)
class ImageReferenceFuzzTest {

    @DictionaryEntries({
        "docker.io/",
        "index.docker.io/",
        "library/",
        "localhost",
        "[::1]:",
        "@sha256:",
        "@sha512:",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        ":65536",
        "__",
        ".."
    })
    @FuzzTest
    void parsesOrRejects(byte[] text) {
        try {
            ImageReference reference = ImageReference.parse(new String(text, StandardCharsets.UTF_8));

            assertThat(ImageReference.parse(reference.toString())).hasToString(reference.toString());
        } catch (InvalidValueException e) {
            assertThat(e).hasMessageMatching("[^\\p{Cntrl}]{1,1000}");
        }
    }
}
