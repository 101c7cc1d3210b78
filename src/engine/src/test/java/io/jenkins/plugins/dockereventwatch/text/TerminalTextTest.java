package io.jenkins.plugins.dockereventwatch.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain text ü 🐳|plain text ü 🐳",
                "␛[1;31mred␛[0m end|red end",
                "␛[38:2::255:0:0mcolour␛[m|colour",
                "␛]8;;https://evil.example␛\\link␛]8;;␛\\|link",
                "␛]0;title␇text|text",
                "␛Psixel␛\\text|text",
                "␛(Btext|text",
                "␛cReset|Reset",
                "␛[2J␛[Hcleared|cleared",
                "10%␍20%␍100%|100%",
                "a␀b␇c|abc",
                "end␛|end",
                "end␛[|end",
                "end␛[12|end",
                "end␛]no terminator|end",
                "␛[12ü|ü"
            })
    void escapeSequencesAreGone(String terminal, String plain) {
        String line = terminal.replace('␛', '\u001b')
                .replace('␇', '\u0007')
                .replace('␀', '\u0000')
                .replace('␍', '\r');

        assertThat(TerminalText.plain(line)).isEqualTo(plain);
    }

    @Test
    void oneByteControlsAndChangesOfDirectionAreGone() {
        assertThat(TerminalText.plain("a\u009b31mb\u009d0;title\u009cc\u202ed\u2066e\u2069\u2028f"))
                .isEqualTo("abcdef");
    }

    @Test
    void lineEndOfATerminalIsNoOverwriting() {
        assertThat(TerminalText.plain("text\r")).isEqualTo("text");
    }
}
