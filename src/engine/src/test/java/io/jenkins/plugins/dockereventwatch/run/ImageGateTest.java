package io.jenkins.plugins.dockereventwatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import io.jenkins.plugins.dockereventwatch.image.policy.Policies;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageGateTest {

    private static final String LABEL = "org.opencontainers.image.source";

    private static Optional<Refusal> beforePull(String image, boolean undetermined) {
        return ImageGate.of(Policies.official(), undetermined).beforePull(image);
    }

    private static String refusedSource(String source) {
        return ImageGate.of(Policies.of("allow: ['acme/*']\nrequire: {source: ['https://github.com/acme/**']}"), true)
                .beforeStart("acme/x:1", Optional.of(new ImageFacts(Map.of(LABEL, source), null, List.of())))
                .orElseThrow()
                .toString();
    }

    @ParameterizedTest
    @CsvSource({"mysql:8, true, true", "acme/x, false, false", "something-else, false, true", "3f2a1b9c, false, true"})
    void allowsUndeterminedImagesIfSet(String image, boolean byDefault, boolean ifSet) {
        assertThat(beforePull(image, false).isEmpty()).isEqualTo(byDefault);
        assertThat(beforePull(image, true).isEmpty()).isEqualTo(ifSet);
    }

    @Test
    void saysWhatToDo() {
        assertThat(beforePull("acme/x", false).orElseThrow())
                .hasToString(
                        "image: 'acme/x' is denied by the image policy: it is not an official image, and no rule of"
                                + " the policy allows it [built-in policy: official images only]; use an allowed image, or add"
                                + " 'docker.io/acme/x' to 'allow' (an administrator can change this: 'image_policy' in"
                                + " config.yml, or the Jenkins settings)");
        assertThat(beforePull("mysqll", false).orElseThrow().message()).containsOnlyOnce("did you mean");
    }

    @Test
    void labelsCannotForgeLines() {
        assertThat(refusedSource("x\nFinished: SUCCESS\u001b[2J\u202e"))
                .contains("x\\u000aFinished: SUCCESS\\u001b[2J\\u202e");
        assertThat(refusedSource("x".repeat(1 << 20))).hasSizeLessThan(2000);
    }
}
