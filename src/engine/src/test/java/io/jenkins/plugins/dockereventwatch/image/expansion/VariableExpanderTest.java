package io.jenkins.plugins.dockereventwatch.image.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The differences between the syntaxes; the tests of Dockerfiles and compose files cover what they share. */
class VariableExpanderTest {

    private record Values(Map<String, String> values) implements Variables {

        @Override
        public String value(String name) throws UnknownValueException {
            if (name.equals("UNKNOWN")) {
                throw new UnknownValueException("unknown", "remedy");
            }
            return values.get(name);
        }

        @Override
        public UnknownValueException unset(String name) {
            return new UnknownValueException(name + " is not set", "set " + name);
        }
    }

    private static Expansion expand(String text, VariableSyntax syntax) {
        return VariableExpander.expand(text, syntax, new Values(Map.of("A", "x", "1", "one", "ä", "umlaut")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'$A';$A;'x'",
                "\"$A\";x;\"x\"",
                "\\$A;$A;\\x",
                "$ä;umlaut;?",
                "$1;one;?",
                "$$A;$x;$A",
                "a$;a$;?",
                "${A:+'}'};};''}"
            })
    void dockerfilesAndComposeFilesDiffer(String text, String dockerfile, String compose) {
        assertThat(expand(text, VariableSyntax.dockerfile('\\'))).isEqualTo(Expansion.of(dockerfile));
        Expansion expansion = expand(text, VariableSyntax.COMPOSE);
        assertThat(expansion.isKnown() ? expansion.text() : "?").isEqualTo(compose);
    }

    @Test
    void unknownTextIsUnchanged() {
        assertThat(expand("$A-$B", VariableSyntax.COMPOSE)).isEqualTo(new Expansion("$A-$B", "B is not set", "set B"));
        assertThat(expand("${UNKNOWN:-x}", VariableSyntax.COMPOSE))
                .isEqualTo(new Expansion("${UNKNOWN:-x}", "unknown", "remedy"));
    }

    @Test
    void skippedAlternativesMayBeUnknown() {
        assertThat(expand("${A:-$UNKNOWN${B:?}}", VariableSyntax.COMPOSE)).isEqualTo(Expansion.of("x"));
    }
}
