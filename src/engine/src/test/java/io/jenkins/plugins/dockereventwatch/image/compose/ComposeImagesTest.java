package io.jenkins.plugins.dockereventwatch.image.compose;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.FILE_MISSING;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.UNSUPPORTED_BRACES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeImagesTest {

    @TempDir
    private Path folder;

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private List<NamedImage> found(String compose, Map<String, String> environment) throws IOException {
        write("compose.yml", compose);
        return ComposeImages.read(new SourceFiles(folder), List.of(Path.of("compose.yml")), folder, environment);
    }

    private List<String> images(String compose, Map<String, String> environment) throws IOException {
        return found(compose, environment).stream()
                .map(ComposeImagesTest::shown)
                .toList();
    }

    private List<String> images(String compose) throws IOException {
        return images(compose, Map.of());
    }

    private static String shown(NamedImage image) {
        return image.location().file() + ":" + image.location().line() + " "
                + image.location().what() + " " + image.text()
                + (image.obstacle().isEmpty() ? "" : " ?");
    }

    @Nested
    class ServicesOfFile {

        @Test
        void findsImagesOfAllProfiles() throws IOException {
            assertThat(images("""
                            name: phone-book
                            services:
                              web:
                                image: nginx:1.27
                                profiles: [debug, test]
                              db: {image: "mysql:8.4"}
                              cache: &cache
                                image: redis
                              other: *cache
                              merged:
                                <<: *cache
                                command: x
                              changed:
                                <<: *cache
                                image: memcached
                              none:
                                command: x
                              reset:
                                image: !reset null
                              number:
                                image: 8
                            volumes: {data: {}}
                            """))
                    .containsExactly(
                            "compose.yml:4 service web (profiles debug, test) nginx:1.27",
                            "compose.yml:6 service db mysql:8.4",
                            "compose.yml:8 service cache redis",
                            "compose.yml:8 service other redis",
                            "compose.yml:8 service merged redis",
                            "compose.yml:15 service changed memcached",
                            "compose.yml:21 service number 8");
        }

        @Test
        void readsSeveralDocuments() throws IOException {
            assertThat(images("services: {a: {image: one}}\n---\nservices: {b: {image: two}}\n"))
                    .containsExactly("compose.yml:1 service a one", "compose.yml:3 service b two");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "build: nowhere|cannot read the Dockerfile of the build: " + FILE_MISSING,
                    "build: ../outside|cannot read the Dockerfile of the build: ",
                    "build: https://github.com/acme/x.git|remote",
                    "build: $UNSET|the variable UNSET is not set",
                    "build: {context: ., dockerfile: $UNSET}|the variable UNSET is not set",
                    "build: {dockerfile_inline: 'FROM $UNSET'}|the variable UNSET is not set",
                    "image: [a]|invalid image: expected a string",
                    "extends: nobody|the extended service 'nobody' does not exist",
                    "extends: a|is cyclic",
                    "extends: {file: nowhere.yml, service: x}|cannot read the extended file nowhere.yml: "
                            + FILE_MISSING,
                    "extends: {file: 'https://example.org/x.yml', service: x}|remote",
                    "extends: {file: $UNSET, service: x}|the variable UNSET is not set",
                })
        void reportsUnreadableParts(String service, String why) throws IOException {
            assertThat(found("services: {a: {" + service + "}}", Map.of()))
                    .singleElement()
                    .satisfies(image -> assertThat(image.obstacle()).contains(why));
        }
    }

    @Nested
    class Variables {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "$SET|set",
                    "${SET}|set",
                    "x:${SET}-y|x:set-y",
                    "${UNSET:-mysql}|mysql",
                    "${UNSET-mysql}|mysql",
                    "${EMPTY:-mysql}|mysql",
                    "x${EMPTY-mysql}|x",
                    "${SET:-mysql}|set",
                    "x${SET:+-y}|x-y",
                    "x${UNSET:+-y}|x",
                    "x${EMPTY:+-y}|x",
                    "x${EMPTY+-y}|x-y",
                    "${SET:?needed}|set",
                    "${UNSET:-${ALSO:-mysql}}|mysql",
                    "${UNSET:-$SET}|set",
                    "${SET:-$UNSET}|set",
                    "x$$SET|x$SET",
                    "$FROM_FILE|from-file",
                    "$BOTH|environment",
                    "$QUOTED|a b",
                    "$SINGLE|$SET",
                    "$COMMENTED|x",
                    "$EXPORTED|y",
                    "$BUILT|from-file-set",
                })
        void expandsVariables(String text, String image) throws IOException {
            write(".env", """
                    # comment
                    FROM_FILE=from-file
                    BOTH=file
                    QUOTED="a b"
                    SINGLE='$SET'
                    COMMENTED=x # y
                    export EXPORTED=y
                    BUILT=${FROM_FILE}-$SET
                    UNKNOWN=$UNSET
                    no assignment
                    """);
            List<NamedImage> found = found(
                    "services: {a: {image: '" + text + "'}}", Map.of("SET", "set", "EMPTY", "", "BOTH", "environment"));

            assertThat(found).extracting(NamedImage::obstacle).containsExactly("");
            assertThat(found).extracting(NamedImage::text).containsExactly(image);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "mysql:$TAG|the variable TAG is not set",
                    "mysql:${TAG}|the variable TAG is not set",
                    "mysql:${TAG:?}|the variable TAG is not set",
                    "${A:-$B}|the variable B is not set",
                    "$UNKNOWN|the variable UNKNOWN is not set",
                    "${TAG|missing '}'",
                    "${}|missing name after '$'",
                    "a$|missing name after '$'",
                    "${TAG%x}|" + UNSUPPORTED_BRACES,
                })
        void reportsUnknownVariables(String text, String why) throws IOException {
            write(".env", "UNKNOWN=$UNSET\n");
            assertThat(found("services: {a: {image: \"" + text + "\"}}", Map.of()))
                    .singleElement()
                    .satisfies(image -> {
                        assertThat(image.text()).isEqualTo(text);
                        assertThat(image.obstacle()).contains(why);
                        assertThat(image.remedy()).isNotBlank();
                    });
        }
    }

    @Nested
    class Builds {

        @Test
        void readsDockerfilesOfBuilds() throws IOException {
            write("Dockerfile", "ARG TAG=1\nFROM base:$TAG\n");
            write("app/Dockerfile", "ARG TAG\nFROM app:$TAG\nFROM named\n");
            write("app/docker/Other", "FROM other\n");

            assertThat(images("""
                            services:
                              a: {build: .}
                              b:
                                build:
                                  context: ./app
                                  args: {TAG: "${V}"}
                                  additional_contexts:
                                    named: docker-image://acme/named:1
                                    folder: ./x
                              c:
                                image: registry.example.org/c
                                build:
                                  context: app
                                  dockerfile: docker/Other
                                  args: [TAG=3]
                                  cache_from: [acme/cache, "type=registry,ref=acme/reg", "type=local,src=x"]
                              d:
                                pull_policy: build
                                image: only-built
                                build: {dockerfile_inline: "FROM inline\\n"}
                            """, Map.of("V", "2")))
                    .containsExactly(
                            "Dockerfile:2 FROM base:1",
                            "compose.yml:8 service b, build context acme/named:1",
                            "app/Dockerfile:2 FROM app:2",
                            "compose.yml:11 service c registry.example.org/c",
                            "compose.yml:16 service c, build cache_from acme/cache",
                            "compose.yml:16 service c, build cache_from acme/reg",
                            "app/docker/Other:1 FROM other",
                            "compose.yml (service d, build):1 FROM inline");
        }

        @Test
        void unknownArgumentOverridesDefault() throws IOException {
            write("Dockerfile", "ARG TAG=1\nFROM base:$TAG\nFROM ${TAG:-x}\n");

            assertThat(images("services: {a: {build: {context: ., args: {TAG: $UNSET}}}}"))
                    .containsExactly("Dockerfile:2 FROM base:$TAG ?", "Dockerfile:3 FROM ${TAG:-x} ?");
            assertThat(images("services: {a: {build: {context: ., args: [TAG]}}}", Map.of("TAG", "7")))
                    .containsExactly("Dockerfile:2 FROM base:7", "Dockerfile:3 FROM 7");
            assertThat(images("services: {a: {build: {context: ., args: {TAG: }}}}", Map.of("TAG", "8")))
                    .containsExactly("Dockerfile:2 FROM base:8", "Dockerfile:3 FROM 8");
        }
    }

    @Nested
    class OtherFiles {

        @Test
        void readsExtendedServices() throws IOException {
            write("base/common.yml", """
                    services:
                      java: {image: 'eclipse-temurin:${J:-21}', volumes: [{type: image, source: acme/data}]}
                      built: {build: {context: ., args: {A: base}}}
                      again: {extends: java}
                    """);
            write("base/Dockerfile", "ARG A\nARG B\nFROM x:$A-$B\n");

            assertThat(images("""
                            services:
                              a: {extends: {file: base/common.yml, service: again}}
                              b: {extends: {file: base/common.yml, service: java}, image: own}
                              c: {extends: {file: base/common.yml, service: built}, build: {args: {B: own}}}
                            """))
                    .containsExactly(
                            "base/common.yml:2 service a eclipse-temurin:21",
                            "base/common.yml:2 service a, volume acme/data",
                            "compose.yml:3 service b own",
                            "base/common.yml:2 service b, volume acme/data",
                            "base/Dockerfile:3 FROM x:base-own");
        }

        @Test
        void readsIncludedFiles() throws IOException {
            write("more/compose.yml", "include: [../third.yml]\nservices: {m: {image: '$IN_MORE:$TOP'}}");
            write("more/.env", "IN_MORE=more\nTOP=not-this\n");
            write("third.yml", "include: compose.yml\nservices: {t: {image: third}}");
            write("special.env", "S=special\n");
            write("fourth.yml", "services: {f: {image: $S, build: .}}");
            write("project/Dockerfile", "FROM project");

            assertThat(images("""
                            include:
                              - more/compose.yml
                              - path: [fourth.yml]
                                project_directory: project
                                env_file: special.env
                              - oci://registry.example.org/x
                              - nowhere.yml
                            """, Map.of("TOP", "top")))
                    .containsExactly(
                            "third.yml:2 service t third",
                            "more/compose.yml:2 service m more:top",
                            "fourth.yml:1 service f special",
                            "project/Dockerfile:1 FROM project",
                            "compose.yml:6 include oci://registry.example.org/x ?",
                            "compose.yml:7 include nowhere.yml ?");
        }
    }

    @Nested
    class Robustness {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "- a",
                    "x: y",
                    "services: {}",
                    "services: [",
                    "\t- x",
                    "\u0000",
                    "a: *b",
                    "{a: {",
                    "%YAML 3",
                    "services: {a: {image: \"\\UFFFFFFFF\"}}"
                })
        void rejectsOtherFiles(String text) {
            assertThatIOException()
                    .isThrownBy(() -> found(text, Map.of()))
                    .satisfies(e -> assertThat(e.getMessage()).containsAnyOf("invalid YAML", "no services found"));
        }

        @Test
        void boundsAliasExpansion() throws IOException {
            StringBuilder yaml = new StringBuilder("x0: &x0 {image: mysql}\n");
            for (int i = 1; i < 40; i++) {
                String last = "*x" + (i - 1);
                yaml.append(
                        "x" + i + ": &x" + i + " {<<: [" + String.join(", ", List.of(last, last, last, last)) + "]}\n");
            }
            yaml.append("services: {a: *x39}\n");

            assertThat(images(yaml.toString())).containsExactly("compose.yml:1 service a mysql");
            assertThat(images("x: &x {<<: *x, image: mysql}\nservices: {a: *x}"))
                    .containsExactly("compose.yml:1 service a mysql");
        }

        @Test
        void limitsNumberOfServices() throws IOException {
            StringBuilder yaml = new StringBuilder("services:\n");
            for (int i = 0; i < 6_000; i++) {
                yaml.append("  s" + i + ": {image: x}\n");
            }

            assertThat(found(yaml.toString(), Map.of()))
                    .hasSize(5_001)
                    .last()
                    .satisfies(image -> assertThat(image.obstacle()).contains("more than 5000 services"));
        }
    }
}
