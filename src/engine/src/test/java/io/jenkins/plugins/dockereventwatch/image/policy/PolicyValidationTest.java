package io.jenkins.plugins.dockereventwatch.image.policy;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.INVALID_OFFICIAL_NAME;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.MUST_BE_LAST;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.REGISTRY_MISSING;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.TAG_MISSING;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which values a policy may contain. */
class PolicyValidationTest {

    private static final String DIGEST = Policies.DIGEST;

    @Nested
    class Pattern {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "**",
                    "mysql",
                    "mysql:8.*",
                    "docker.io/**",
                    "localhost/x",
                    "Registry/x",
                    "registry:5000/x",
                    "registry.example.org:*/x",
                    "*.example.org/**",
                    "quay.io/acme/_*",
                    "quay.io/acme/*_",
                    "quay.io/acme/-a*z-",
                    "quay.io/acme/-0*9-",
                    "quay.io/acme/.*-"
                })
        void mayHaveWildcards(String pattern) {
            assertThatCode(() -> ImagePolicy.checkPattern(pattern)).doesNotThrowAnyException();
            assertThatCode(() -> ImagePolicy.checkPattern("quay.io/x@" + DIGEST))
                    .doesNotThrowAnyException();
        }

        @ParameterizedTest
        @CsvSource({
            "quay.io/acme/_a, path component '_a'",
            "quay.io/acme/A*, repository names are lower case",
            "quay.io/acme/`*, path component",
            "quay.io/acme/{*, path component",
            "quay.io/acme/+*, path component",
            "quay.io/acme/é*, path component",
            "quay.io//x, the path has an empty component",
            "quay.io/**/x, '''**''" + MUST_BE_LAST + "'",
            "quay.io/a**, '''**''" + MUST_BE_LAST + "'",
            "mysql:, " + TAG_MISSING,
            "mysql:a b, tag",
            "mysql@, digest",
            "mysql@sha256:1, digest",
            "@sha256:1, digest",
            "quay.io, write 'quay.io/**' for a registry",
            "*/x, " + REGISTRY_MISSING,
            "**/x, " + REGISTRY_MISSING,
            "*.ex_ample.org/x, registry"
        })
        void errorNamesFault(String pattern, String fault) {
            assertThatThrownBy(() -> ImagePolicy.checkPattern(pattern))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Invalid image pattern '" + pattern + "': ")
                    .hasMessageContaining(fault)
                    .hasMessageContaining("expected [registry/]path[:tag][@digest]");
        }
    }

    @Nested
    class Name {

        @ParameterizedTest
        @ValueSource(strings = {"mysql", "rocket.chat"})
        void isPlain(String name) {
            assertThatCode(() -> ImagePolicy.checkName(name)).doesNotThrowAnyException();
        }

        @ParameterizedTest
        @ValueSource(strings = {"acme/tool", "library/mysql", "mysql:8", "docker.io/mysql"})
        void hasNoRegistryOrTag(String name) {
            assertThatThrownBy(() -> ImagePolicy.checkName(name))
                    .hasMessage(INVALID_OFFICIAL_NAME + " '" + name + "': expected a name such as 'mysql'");
        }
    }

    @Nested
    class Tag {

        @ParameterizedTest
        @ValueSource(strings = {"latest", "1.*", "*", "A_b-c.9", "_x"})
        void hasLettersAndWildcards(String tag) {
            assertThatCode(() -> ImagePolicy.checkTag(tag)).doesNotThrowAnyException();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a b", "é", "a:b", "\u0080"})
        void hasNoOtherCharacters(String tag) {
            assertThatThrownBy(() -> ImagePolicy.checkTag(tag))
                    .hasMessage("Invalid tag pattern '" + tag
                            + "': expected letters, digits, '_', '.', '-', and '*' for any characters");
        }
    }

    @Nested
    class Source {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://github.com/acme/**",
                    "https://github.com/acme/tool-*",
                    "https://github.com/",
                    "https://github.com"
                })
        void isPlainAddress(String source) {
            assertThatCode(() -> ImagePolicy.checkSource(source)).doesNotThrowAnyException();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://github.com/acme",
                    "https://user@github.com/acme",
                    "https://github.com:443/acme",
                    "https://github.com/acme?x",
                    "https://github.com/%61",
                    "https://github.com/a//b",
                    "https://github.com/./b",
                    "https://github.com/a**/b",
                    "https://github.com/**/b",
                    "https:///acme",
                    "github.com/acme",
                    "mailto:a@b",
                    "no address"
                })
        void isRejectedOtherwise(String source) {
            assertThatThrownBy(() -> ImagePolicy.checkSource(source))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Invalid source pattern '" + source + "': expected https://host/path");
        }
    }
}
