package io.jenkins.plugins.dockereventwatch.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.runner.ExpectedTexts;
import io.jenkins.plugins.dockereventwatch.runner.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code check-image} as its users call it. */
class CheckImageIT {

    @TempDir
    private Path folder;

    @Nested
    class Result {

        @ParameterizedTest
        @CsvSource({
            "mysql:8.4, 0",
            "mysql:8.4 acme/x, 1",
            "mysql:8.4 phone-book, 3",
            "acme/x phone-book, 1",
            "MySQL, 2",
            "acme/x MySQL, 2",
            "'', 2",
            "--no-such-option mysql, 2",
            "--format xml mysql, 2",
            "--policy nowhere.yml mysql, 2"
        })
        void exitCodeIsTheVerdict(String arguments, int exitCode) throws Exception {
            Program.Result result = check(arguments.isEmpty() ? new String[0] : arguments.split(" "));

            assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
            assertThat(result.err()).doesNotContain("\tat ");
            assertThat(result.out() + result.err()).isNotBlank();
        }

        @Test
        void printsJson() throws Exception {
            Program.Result result = check("--format", "json", "mysq");

            JsonNode json = new ObjectMapper().readTree(result.out());
            assertThat(json.path("denied").asInt()).isOne();
            assertThat(json.path("images").path(0).path("nearest").asText()).isEqualTo("mysql");
            assertThat(result.exitCode()).isOne();
        }
    }

    @Nested
    class Policy {

        @Test
        void readsPolicyFromFileOrConfiguration() throws Exception {
            String policy = file("policy.yml", "official: false\nallow: ['ghcr.io/acme/**']\n");
            String config = file("config.yml", """
                    notifiers: {email: {url: "smtp://localhost?from=a@example.org&to=b@example.org"}}
                    notifications: [{title: t, notify: email}]
                    image_policy: policy.yml
                    """);

            assertThat(check("--policy", policy, "ghcr.io/acme/x").exitCode()).isZero();
            assertThat(check("--policy", policy, "mysql").exitCode()).isOne();
            assertThat(check("--config", config, "ghcr.io/acme/x").exitCode()).isZero();
            assertThat(check("--config", config, "mysql").exitCode()).isOne();
            assertThat(check("--config", config, "--policy", policy, "mysql").exitCode())
                    .isEqualTo(2);
        }

        @Test
        void reportsLocationOfInvalidPolicy() throws Exception {
            Program.Result result = check("--policy", file("policy.yml", "alow: [x]\n"), "mysql");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err())
                    .contains("policy.yml:1:1: " + ExpectedTexts.UNKNOWN_KEY + "'alow'", "did you mean 'allow'?");
            assertThat(result.out()).isEmpty();
        }
    }

    @Nested
    class Sources {

        @Test
        void readsDockerfileWithBuildArguments() throws Exception {
            String dockerfile = file("Dockerfile", """
                    ARG BASE
                    FROM maven:3 AS build
                    FROM $BASE
                    COPY --from=build /a /b
                    """);

            Program.Result unknown = check("--dockerfile", dockerfile);
            Program.Result good = check("--dockerfile", dockerfile, "--build-arg", "BASE=eclipse-temurin:21");
            Program.Result bad = check("--build-arg", "BASE=acme/x", "--dockerfile", dockerfile, "mysql");

            assertThat(unknown.exitCode()).isEqualTo(3);
            assertThat(unknown.out())
                    .contains(
                            dockerfile + ":3:1 FROM", "the build argument BASE has no value", "set --build-arg BASE=");
            assertThat(good.exitCode()).as(good.out()).isZero();
            assertThat(good.out()).contains(ExpectedTexts.imageCounts(2, 0, 0));
            assertThat(bad.exitCode()).isOne();
        }

        @Test
        void mergesComposeFilesSeparatedByColons() throws Exception {
            String base = file("base.yml", "services: {db: {image: ghcr.io/evil/db}}");
            String overlay = file("overlay.yml", "services: {db: {image: 'mysql:8.4'}}");

            assertThat(check("--compose", base + ":" + overlay).exitCode()).isZero();
            assertThat(check("--compose", base, "--compose", overlay).exitCode())
                    .isEqualTo(1);
            assertThat(check("--compose", base + ":").exitCode()).isEqualTo(2);
        }

        @Test
        void readsDockerfilesOfComposeServices() throws Exception {
            file("app/Dockerfile", "FROM acme/base");
            file("app/.env", "TAG=8.4");
            String compose = file("app/compose.yml", """
                    services:
                      db: {image: "mysql:${TAG}"}
                      app: {build: .}
                      other: {image: "redis:${NOT_SET_ANYWHERE}"}
                    """);

            Program.Result result = check("--compose", compose);

            assertThat(result.exitCode()).isOne();
            assertThat(result.out())
                    .contains(
                            compose + ":2:15 service db",
                            "docker.io/library/mysql:8.4",
                            folder.resolve("app/Dockerfile") + ":1:1 FROM",
                            "the variable NOT_SET_ANYWHERE is not set",
                            ExpectedTexts.imageCounts(1, 1, 1));
            assertThat(check("--compose", file("none.yml", "a: b")).exitCode()).isEqualTo(2);
        }

        @Test
        void findsLiteralImagesInJenkinsfile() throws Exception {
            Program.Result result =
                    check("--jenkinsfile", file("Jenkinsfile", "pipeline { agent { docker { image 'maven:3' } } }"));

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out())
                    .contains(
                            "Jenkinsfile:1:35 agent docker",
                            "warning: Jenkinsfiles are not executed; only images that");
        }
    }

    @Nested
    class Errors {

        @Test
        void reportsUnreachableHost() throws Exception {
            Program.Result result =
                    Program.launch(Map.of("DOCKER_HOST", "unix:///nowhere.sock"), "", "check-image", "--running");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).startsWith("unix:").doesNotContain("\tat ");
            assertThat(check("--local", "--host", "http://x").exitCode()).isEqualTo(2);
        }

        @Test
        void reportsUnreadableFile() throws Exception {
            Program.Result result =
                    check("--dockerfile", folder.resolve("nothing").toString());

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).isEqualTo(folder.resolve("nothing") + ": the file does not exist\n");
        }
    }

    private static Program.Result check(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("check-image"));
        all.addAll(List.of(arguments));
        return Program.run(all.toArray(String[]::new));
    }

    private String file(String name, String content) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return file.toString();
    }
}
