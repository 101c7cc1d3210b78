package io.jenkins.plugins.dockereventwatch.image.dockerfile;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.UNSUPPORTED_BRACES;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileImagesTest {

    private static List<String> images(String dockerfile, Map<String, String> arguments) {
        return DockerfileImages.read("Dockerfile", dockerfile, arguments).stream()
                .map(DockerfileImagesTest::shown)
                .toList();
    }

    private static List<String> images(String dockerfile) {
        return images(dockerfile, Map.of());
    }

    private static String shown(NamedImage image) {
        return image.location().line() + " " + image.location().what() + " " + image.text()
                + (image.obstacle().isEmpty() ? "" : " ?");
    }

    private static String obstacle(String dockerfile) {
        List<NamedImage> images = DockerfileImages.read("Dockerfile", dockerfile, Map.of());
        assertThat(images).hasSize(1);
        assertThat(images.get(0).remedy()).isNotBlank();
        return images.get(0).obstacle();
    }

    @Nested
    class Stages {

        @Test
        void findsImagesOfMultiStageBuild() {
            assertThat(images("""
                            # syntax=docker/dockerfile:1.7
                            ARG JAVA=21
                            FROM --platform=$BUILDPLATFORM maven:3-eclipse-temurin-${JAVA} AS build
                            COPY . .
                            RUN --mount=type=cache,target=/root/.m2 --mount=type=bind,from=acme/tools,target=/t mvn package
                            FROM build AS test
                            RUN mvn verify
                            FROM eclipse-temurin:${JAVA}-jre
                            COPY --from=build /app.jar /
                            COPY --from=Build /x /
                            COPY --from=0 /x /
                            COPY --chown=1:1 --from=acme/certs:1 /certs /certs
                            ADD --from=acme/add /y /
                            ONBUILD COPY --from=acme/later /z /
                            ONBUILD RUN --mount=from=acme/mounted,target=/m true
                            FROM scratch
                            from Test as final
                            """))
                    .containsExactly(
                            "1 # syntax docker/dockerfile:1.7",
                            "3 FROM maven:3-eclipse-temurin-21",
                            "5 RUN --mount acme/tools",
                            "8 FROM eclipse-temurin:21-jre",
                            "12 COPY --from acme/certs:1",
                            "13 ADD --from acme/add",
                            "14 ONBUILD COPY --from acme/later",
                            "15 ONBUILD RUN --mount acme/mounted");
        }

        @Test
        void excludesEarlierStagesOnly() {
            assertThat(images("""
                            FROM mysql AS mysql
                            FROM mysql
                            COPY --from=later / /
                            COPY --from=1 / /
                            COPY --from=2 / /
                            FROM acme/x AS later
                            FROM Later
                            FROM acme/y AS not/a/name
                            FROM not/a/name
                            """))
                    .containsExactly(
                            "1 FROM mysql",
                            "3 COPY --from later",
                            "5 COPY --from 2",
                            "6 FROM acme/x",
                            "8 FROM acme/y",
                            "9 FROM not/a/name");
        }
    }

    @Nested
    class Variables {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "ARG A=mysql;FROM $A|mysql",
                    "ARG A=mysql;FROM ${A}:8|mysql:8",
                    "ARG A=1 B=2;FROM x:$A-$B|x:1-2",
                    "ARG A=1;ARG B=${A}2;FROM x:$B|x:12",
                    "ARG A='my'\"sql\";FROM $A|mysql",
                    "FROM \"mysql\"|mysql",
                    "FROM my\\sql|mysql",
                    "FROM ${A:-mysql}|mysql",
                    "FROM ${A-mysql}|mysql",
                    "ARG A=;FROM ${A:-mysql}|mysql",
                    "ARG A=;FROM x${A-mysql}|x",
                    "ARG A=x;FROM ${A:-mysql}|x",
                    "ARG A=x;FROM y${A:+-alpine}|y-alpine",
                    "FROM y${A:+-alpine}|y",
                    "ARG A=x;FROM ${A:?needed}|x",
                    "FROM ${A:-${B:-mysql}}|mysql",
                    "ARG B=x;FROM ${A:-${B:-mysql}}|x",
                    "ARG A=x;FROM ${A:-$MISSING}|x",
                    "ARG A=x;FROM ${A:-\"}\"}|x",
                    "FROM ${A:-'mysql'}|mysql",
                    "FROM\tmysql\tAS\tx|mysql",
                    "FROM \\;mysql|mysql",
                    "FROM \\;# comment;;mysql|mysql",
                    "FROM my\\;sql|mysql",
                    "  \u00a0FROM mysql|mysql",
                    "fRoM mysql|mysql",
                    "ARG A=x;FROM scratch;ARG A=y;FROM $A|x",
                    "RUN x \\\\;FROM mysql|mysql",
                })
        void expandsVariables(String dockerfile, String image) {
            List<NamedImage> images = DockerfileImages.read("f", dockerfile.replace(';', '\n'), Map.of());

            assertThat(images).extracting(NamedImage::obstacle).containsOnly("");
            assertThat(images).extracting(NamedImage::text).containsExactly(image);
        }

        @Test
        void appliesDeclaredBuildArguments() {
            String dockerfile = "ARG A=old\nARG B\nFROM $A:$B\nFROM ${C:-none}\n";

            assertThat(images(dockerfile, Map.of("A", "new", "B", "1", "C", "undeclared")))
                    .containsExactly("3 FROM new:1", "4 FROM none");
            assertThat(images("FROM mysql", Map.of("BUILDKIT_SYNTAX", "acme/syntax")))
                    .containsExactly("1 BUILDKIT_SYNTAX acme/syntax", "1 FROM mysql");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "FROM $A|no ARG before the first FROM declares A",
                    "ARG A;FROM mysql:$A|the build argument A has no value",
                    "ARG A;FROM ${A:?}|the build argument A has no value",
                    "ARG B=$A;FROM $B|no ARG before the first FROM declares A",
                    "ARG B=$A;FROM ${B:-mysql}|no ARG before the first FROM declares A",
                    "FROM ${A%x}|" + UNSUPPORTED_BRACES,
                    "ARG A=x;FROM ${A#x}|" + UNSUPPORTED_BRACES,
                    "ARG A=x;FROM ${A/x/y}|" + UNSUPPORTED_BRACES,
                    "FROM ${A|missing '}'",
                    "FROM ${}|missing name",
                    "FROM 'x|missing closing quotation mark",
                    "FROM \"x|missing closing quotation mark",
                    "FROM|invalid FROM",
                    "FROM a b|invalid FROM",
                    "FROM a AS b c|invalid FROM",
                    "FROM $TARGETARCH|declares TARGETARCH",
                })
        void reportsUnknownReferences(String dockerfile, String why) {
            assertThat(obstacle(dockerfile.replace(';', '\n'))).contains(why);
        }

        @Test
        void doesNotExpandVariablesInOptions() {
            assertThat(images("ARG A=x\nFROM scratch\nCOPY --from=$A a b\nRUN --mount=from=${A},target=/x y"))
                    .containsExactly("3 COPY --from $A ?", "4 RUN --mount ${A} ?");
        }
    }

    @Nested
    class OptionsAndDirectives {

        @Test
        void readsQuotedAndSeparatedOptions() {
            assertThat(images("""
                            FROM scratch
                            COPY "--from=acme/no" /a /b
                            COPY --from="acme/a" --link /a /b
                            COPY --link --from=acme/b /a /b
                            COPY --from acme/c /a /b
                            RUN --mount='type=bind,"from=acme/d",target=/x' y
                            RUN --mount=type=bind,FROM=acme/e y
                            """))
                    .containsExactly(
                            "3 COPY --from acme/a",
                            "4 COPY --from acme/b",
                            "5 COPY --from acme/c",
                            "6 RUN --mount acme/d",
                            "7 RUN --mount acme/e");
        }

        @Test
        void appliesEscapeDirective() {
            assertThat(images("# escape=`\nFROM `\n mysql\nRUN dir C:\\\nFROM acme/x\n"))
                    .containsExactly("2 FROM mysql", "5 FROM acme/x");
            assertThat(images("# comment\n# escape=`\nFROM mysql`\nFROM x"))
                    .containsExactly("3 FROM mysql`", "4 FROM x");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "# syntax=a/b|1 # syntax a/b",
                    "#syntax = a/b:1 |1 # syntax a/b:1",
                    "# SYNTAX=a/b|1 # syntax a/b",
                    "# syntax=a/b --frontend|1 # syntax a/b",
                    "# escape=\\;# syntax=a/b|2 # syntax a/b",
                    "# check=skip=all;# syntax=a/b|2 # syntax a/b",
                    "#!/bin/x;# syntax=a/b|2 # syntax a/b",
                    "\ufeff# syntax=a/b|1 # syntax a/b",
                    "// syntax=a/b|1 # syntax a/b",
                    "{\"x\": 1, \"syntax\": \"a/b\"}|1 # syntax a/b",
                })
        void findsSyntaxImage(String dockerfile, String image) {
            assertThat(images(dockerfile.replace(';', '\n'))).containsExactly(image);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "# x\n# syntax=a/b",
                    "\n# syntax=a/b",
                    " # syntax=a/b",
                    "# other=1\n# syntax=a/b",
                    "RUN x\n# syntax=a/b"
                })
        void ignoresLateSyntaxDirective(String dockerfile) {
            assertThat(images(dockerfile)).isEmpty();
        }
    }

    @Nested
    class HereDocuments {

        @Test
        void skipsHereDocuments() {
            assertThat(images("""
                            FROM scratch
                            RUN <<EOF
                            FROM acme/no
                            EOF
                            COPY <<-"A B" <<'END' /x/
                            FROM acme/no
                            \t\tA B
                            FROM acme/no
                            END
                            RUN 3<<EOF cat
                            FROM acme/no
                            EOF
                            ONBUILD RUN <<EOF
                            FROM acme/no
                            EOF
                            FROM acme/yes
                            """)).containsExactly("16 FROM acme/yes");
        }

        /** Each would hide an image if it were taken for a here-document. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "RUN echo \"<<EOF\"",
                    "RUN echo '<<EOF'",
                    "RUN echo \\<<EOF",
                    "RUN echo a<<EOF",
                    "RUN echo <<<EOF",
                    "RUN echo <<",
                    "RUN echo <<-",
                    "RUN [\"sh\", \"-c\", \"<<EOF\"]",
                    "COPY [\"<<EOF\", \"/x\"]",
                    "RUN echo 'x <<EOF",
                    "RUN echo \"${\" <<EOF",
                    "RUN echo ${:x} <<EOF",
                    "RUN echo ${x!} <<EOF",
                    "ENV A <<EOF",
                    "CMD <<EOF",
                    "# RUN <<EOF",
                })
        void doesNotSkipOtherText(String line) {
            assertThat(images("FROM scratch\n" + line + "\nFROM acme/evil\nEOF\n"))
                    .containsExactly("3 FROM acme/evil");
        }

        @Test
        void endsHereDocumentsAsBuildKitDoes() {
            assertThat(images("RUN <<\"a\\b\"\na\\b\nFROM acme/evil\nab\n")).containsExactly("3 FROM acme/evil");
            assertThat(images("RUN <<EOF\r\nFROM no\r\nEOF\r\nFROM acme/evil\r\n"))
                    .containsExactly("4 FROM acme/evil");
        }

        @Test
        void reportsUnterminatedHereDocument() {
            assertThat(images("FROM mysql\nRUN <<EOF\nFROM acme/x\n"))
                    .containsExactly("1 FROM mysql", "2 Dockerfile (rest of the file) ?");
        }
    }

    @Nested
    class Robustness {

        @Test
        void limitsLengthDepthAndNumber() {
            StringBuilder dockerfile = new StringBuilder("ARG A0=xxxxxxxxxx\n");
            for (int i = 1; i < 60; i++) {
                dockerfile.append("ARG A" + i + "=${A" + (i - 1) + "}${A" + (i - 1) + "}\n");
            }
            assertThat(obstacle(dockerfile + "FROM $A59")).contains("longer than 4096");
            assertThat(obstacle("FROM " + "${A:-".repeat(1000) + "x" + "}".repeat(1000)))
                    .contains("nested too deep");
            assertThat(DockerfileImages.read("f", "FROM x\n".repeat(20_000), Map.of()))
                    .hasSize(10_001);
        }

        @Test
        void acceptsAnyText() {
            Random random = new Random(3);
            List<String> parts = List.of(
                    "FROM ",
                    "COPY --from=",
                    "RUN --mount=from=",
                    "ARG A=",
                    "<<EOF",
                    "EOF",
                    "\n",
                    "\\\n",
                    "$A",
                    "${A:-",
                    "}",
                    "'",
                    "\"",
                    "[",
                    "]",
                    " ",
                    "\r",
                    "\u0000",
                    "x",
                    "# escape=`\n",
                    "# syntax=",
                    "ONBUILD ",
                    ",",
                    "\ud83d",
                    "`");
            for (int i = 0; i < 20_000; i++) {
                StringBuilder text = new StringBuilder();
                for (int n = random.nextInt(25); n > 0; n--) {
                    text.append(parts.get(random.nextInt(parts.size())));
                }
                assertThat(DockerfileImages.read("f", text.toString(), Map.of()))
                        .allSatisfy(image -> {
                            assertThat(image.location().line()).isPositive();
                            assertThat(image.obstacle().isEmpty())
                                    .isEqualTo(image.remedy().isEmpty());
                        });
            }
        }
    }
}
