package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.reader.ConfigurationReader;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container that someone starts by hand from an image that the policy denies raises an alert. */
@WithDocker
class ImagePolicyAlertTest {

    @TempDir
    private Path folder;

    @Test
    void alertsOnDeniedImage(DockerEngine engine) throws Exception {
        WatchConfiguration configuration = configuration();
        List<Alert> alerts = new CopyOnWriteArrayList<>();
        EventProcessor processor =
                new EventProcessor("docker-01", configuration.filters(), configuration.rules(), alerts::addAll);
        List<String> containers = new ArrayList<>();
        try (HostWatch watch = new HostWatch(
                engine.host(),
                "docker-01",
                configuration.filters(),
                WatchTimeouts.DEFAULT,
                Clock.systemUTC(),
                processor::accept)) {
            watch.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> watch.status().connected());
            containers.add(engine.run("policy-official", "mysql:8.4", "sleep 600"));
            containers.add(engine.run("policy-ours", "ghcr.io/acme/tool:1", "sleep 600"));
            containers.add(engine.run("policy-unknown", "phone-book", "sleep 600"));
            containers.add(engine.run("policy-denied", "ghcr.io/acme-evil/tool:1", "sleep 600"));
            containers.add(engine.run("policy-last", "evil/last", "sleep 600"));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> alertTexts(alerts).contains("policy-last"));
            assertThat(alertTexts(alerts)).containsExactly("policy-denied", "policy-last");
            assertThat(alerts).allSatisfy(alert -> assertThat(alert.rules()).containsExactly("denied image"));
            assertThat(alerts.get(0).context().verdict()).hasValueSatisfying(judgement -> {
                assertThat(judgement.image()).isEqualTo("ghcr.io/acme-evil/tool:1");
                assertThat(judgement.verdict()).isEqualTo("denied");
                assertThat(judgement.reason()).isNotBlank();
                assertThat(judgement.remedy()).isNotBlank();
            });
        } finally {
            containers.forEach(engine::remove);
        }
    }

    private static List<String> alertTexts(List<Alert> alerts) {
        return alerts.stream().map(alert -> alert.event().attribute("name")).toList();
    }

    private WatchConfiguration configuration() throws Exception {
        Path file = folder.resolve("config.yml");
        Files.writeString(file, """
                notifiers:
                  email: {url: "smtp://localhost?from=a@example.org&to=b@example.org"}
                image_policy:
                  official: true
                  allow: ["ghcr.io/acme/**"]
                notifications:
                  - title: denied image
                    when: {Type: container, Action: start}
                    image_policy: denied
                    notify: email
                """);
        return new ConfigurationReader(Map.of(), new GoTemplateEngine(ZoneOffset.UTC)).read(file);
    }
}
