package io.jenkins.plugins.dockereventwatch.image.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.image.policy.Policies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@WithDocker
class HostImagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void findsImagesOfRunningContainers(DockerEngine engine) throws Exception {
        String running = engine.run("image-policy-runs", "mysql:8.4", "sleep 600");
        String ended = engine.run("image-policy-ended", "acme/ended", "true");
        engine.awaitEnd(ended);
        try (DockerConnection connection = DockerConnection.open(engine.host(), PATIENCE)) {
            List<NamedImage> images = new HostImages(connection).running();

            NamedImage mysql = images.stream()
                    .filter(image -> image.location().what().equals("container image-policy-runs"))
                    .findFirst()
                    .orElseThrow();
            assertThat(mysql.text()).isEqualTo("mysql:8.4");
            assertThat(mysql.facts()).isNotNull();
            assertThat(mysql.facts().digests()).isEmpty();
            assertThat(images).noneMatch(image -> image.location().what().contains("image-policy-ended"));
            CheckResult result = CheckResult.of(Policies.official(), List.of(mysql));
            assertThat(result.count(Outcome.UNDETERMINED))
                    .as("named as an official image, but never pulled")
                    .isOne();
        } finally {
            engine.remove(running);
            engine.remove(ended);
        }
    }

    @Test
    void findsLocalImagesByReference(DockerEngine engine) throws Exception {
        String one = engine.run("image-policy-one", "acme/one:1", "true");
        String two = engine.run("image-policy-two", "ghcr.io/acme/two:2", "true");
        try (DockerConnection connection = DockerConnection.open(engine.host(), PATIENCE)) {
            HostImages host = new HostImages(connection);

            assertThat(host.local())
                    .extracting(NamedImage::text)
                    .contains("acme/one:1", "ghcr.io/acme/two:2", DockerEngine.IMAGE);
            Optional<ImageFacts> facts = Optional.ofNullable(host.of("acme/one:1"));
            assertThat(facts).isPresent();
            assertThat(host.of("acme/never-there")).isNull();
            assertThat(host.of("../containers")).isNull();
        } finally {
            engine.remove(one);
            engine.remove(two);
        }
    }
}
