package io.jenkins.plugins.dockereventwatch.step.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImageSourcesActionTest {

    private final ImageSourcesAction action = new ImageSourcesAction();

    @Test
    void showsViolationsFirst() {
        action.add(check("1", "mysql:8.4", "ghcr.io/evil/x", "redis", "${UNSET}"));

        assertThat(action.getChecks().get(0).images)
                .extracting(row -> row.image)
                .containsExactly("ghcr.io/evil/x", "${UNSET}", "mysql:8.4", "redis");
        assertThat(action.getDenied()).isEqualTo(2);
        assertThat(action.getAllowed()).isEqualTo(2);
    }

    @Test
    void repeatedCheckReplacesItsResult() {
        action.add(check("1", "mysql:8.4"));
        action.add(check("2", "redis"));
        action.add(check("1", "mysql:8.4"));

        assertThat(action.getChecks()).hasSize(2);
        assertThat(action.getAllowed()).isEqualTo(2);
    }

    @Test
    void limitsSavedImages() {
        ImageCheck check =
                check("1", IntStream.range(0, 700).mapToObj(i -> "x" + i).toArray(String[]::new));

        assertThat(check.images).hasSize(500);
        assertThat(check.omitted).isEqualTo(200);
    }

    @Test
    void savesNoSecretsOrInvisibleCharacters() {
        CheckResult result = result("ghcr.io/hunter2/x\u202e", "y".repeat(10_000));
        ImageCheck check = new ImageCheck("1", result, text -> text.replace("hunter2", "****"));

        assertThat(check.images).allSatisfy(row -> {
            assertThat(row.image + row.reason + row.reference + row.remedy).doesNotContain("hunter2", "\u202e");
            assertThat(row.image).hasSizeLessThan(600);
        });
    }

    @Test
    void returnsPlainValues() {
        List<Map<String, Object>> verdicts = VerdictMap.of(result("mysq"));

        assertThat(verdicts)
                .singleElement()
                .satisfies(verdict -> assertThat(verdict)
                        .containsEntry("image", "mysq")
                        .containsEntry("verdict", "denied")
                        .containsEntry("reference", "docker.io/library/mysq:latest")
                        .containsEntry("what", "test")
                        .hasEntrySatisfying(
                                "nearest",
                                nearest -> assertThat((String) nearest).contains("mysql")));
        assertThat(verdicts.get(0).values())
                .allMatch(value -> value instanceof String || value instanceof Integer || value instanceof List);
    }

    private static ImageCheck check(String id, String... images) {
        return new ImageCheck(id, result(images), UnaryOperator.identity());
    }

    private static CheckResult result(String... images) {
        return CheckResult.of(
                ImagePolicy.of(PolicySettings.OFFICIAL_ONLY, Clock.systemUTC()),
                Stream.of(images)
                        .map(image -> NamedImage.of(image, ImageLocation.of("test")))
                        .toList());
    }
}
