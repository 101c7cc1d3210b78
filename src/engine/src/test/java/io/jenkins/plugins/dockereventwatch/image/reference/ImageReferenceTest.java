package io.jenkins.plugins.dockereventwatch.image.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageReferenceTest {

    static List<ReferenceVector> vectors() throws IOException {
        return ReferenceVector.all();
    }

    static List<ReferenceVector> valid() throws IOException {
        return ReferenceVector.valid();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void parsesReferencesAsDocker(ReferenceVector vector) {
        if (vector.expected() == null) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ImageReference.parse(vector.input()))
                    .withMessageContaining(vector.complaint());
        } else {
            assertThat(ImageReference.parse(vector.input())).isEqualTo(vector.expected());
        }
    }

    @Test
    void hasEnoughVectors() throws IOException {
        assertThat(vectors())
                .hasSizeGreaterThan(300)
                .extracting(ReferenceVector::input)
                .doesNotHaveDuplicates();
        assertThat(valid()).hasSizeGreaterThan(150);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void fullFormIsEquivalent(ReferenceVector vector) {
        ImageReference full = ImageReference.parse(vector.expected().toString());

        assertThat(full.repository()).isEqualTo(vector.expected().repository());
        assertThat(full.effectiveTag()).isEqualTo(vector.expected().effectiveTag());
        assertThat(full.digest()).isEqualTo(vector.expected().digest());
        assertThat(full).hasToString(vector.expected().toString());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "mysql, docker.io/library/mysql:latest, mysql",
                "mysql:8, docker.io/library/mysql:8, mysql",
                "acme/tool, docker.io/acme/tool:latest, acme/tool",
                "library/a/b, docker.io/library/a/b:latest, library/a/b",
                "ghcr.io/acme/tool:1, ghcr.io/acme/tool:1, ghcr.io/acme/tool",
                "a_b.c/x, a_b.c/x:latest, a_b.c/x",
                "docker.io/docker.io/mysql, docker.io/docker.io/mysql:latest, docker.io/docker.io/mysql"
            })
    void returnsFullAndShortForm(String text, String full, String familiar) {
        assertThat(ImageReference.parse(text)).hasToString(full);
        assertThat(ImageReference.parse(text).familiarName()).isEqualTo(familiar);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void shortFormIsEquivalent(ReferenceVector vector) {
        assertThat(ImageReference.parse(vector.expected().familiarName() + ":x").repository())
                .isEqualTo(vector.expected().repository());
    }

    @Test
    void digestReplacesTag() {
        String digest = "sha256:" + "0".repeat(64);

        assertThat(ImageReference.parse("mysql@" + digest).effectiveTag()).isEmpty();
        assertThat(ImageReference.parse("mysql:8@" + digest).effectiveTag()).isEmpty();
        assertThat(ImageReference.parse("mysql@" + digest)).hasToString("docker.io/library/mysql@" + digest);
    }

    @ParameterizedTest
    @CsvSource({
        "mysql, true",
        "docker.io/library/mysql, true",
        "acme/mysql, false",
        "library/foo/bar, false",
        "docker.io:443/library/mysql, false",
        "ghcr.io/library/mysql, false"
    })
    void recognizesOfficialNamespace(String text, boolean official) {
        assertThat(ImageReference.parse(text).isInLibrary()).isEqualTo(official);
    }

    @Test
    void recognizesImageIds() {
        assertThat(ImageReference.isImageId("sha256:" + "a".repeat(64))).isTrue();
        assertThat(ImageReference.isImageId("a".repeat(64))).isTrue();
        assertThat(ImageReference.isImageId("a".repeat(63))).isFalse();
        assertThat(ImageReference.isImageId("A".repeat(64))).isFalse();
        assertThat(ImageReference.isImageId("sha512:" + "a".repeat(64))).isFalse();
    }

    @Test
    void errorsArePrintableLines() {
        Random random = new Random(5);
        String signs = "abzAZ09._-/:@[]*\u0000\u001b\u0443\u202e $\ud83d";
        for (int i = 0; i < (Boolean.getBoolean("test.long") ? 200_000 : 40_000); i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(14); n > 0; n--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            try {
                ImageReference reference = ImageReference.parse(text.toString());
                if (!ImageReference.parse(reference.toString()).repository().equals(reference.repository())) {
                    fail("%s is parsed to another repository than %s", reference, text);
                }
            } catch (IllegalArgumentException e) {
                if (!e.getMessage().equals(SafeText.escape(e.getMessage()))) {
                    fail("not printable: " + e.getMessage());
                }
            }
        }
    }
}
