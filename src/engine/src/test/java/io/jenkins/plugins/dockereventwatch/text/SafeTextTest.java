package io.jenkins.plugins.dockereventwatch.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    /** One character of each unsafe category; the last two are a private-use character and an unpaired surrogate. */
    private static final String UNSAFE = "\n\u001b\u0085\u00ad\u200d\u202e\u2028\u2029\u0378\ue000\ud83d";

    @Test
    void safeTextIsUnchanged() {
        String text = "nginx:1 ü 🐳 \"'<&>\\";

        assertThat(SafeText.oneLine(text)).isSameAs(text);
        assertThat(SafeText.escape(text)).isSameAs(text);
        assertThat(SafeText.abbreviate(text, 100)).isSameAs(text);
        assertThat(SafeText.isOneLine(text)).isTrue();
    }

    @Nested
    class PrintedLines {

        @Test
        void replacesAllButLineFeedsAndTabs() {
            assertThat(SafeText.lines("a\n\tb\r\u001b\u009b\u202e🐳\udb40\udc01c"))
                    .isEqualTo("a\n\tb\\u000d\\u001b\\u009b\\u202e🐳\\udb40\\udc01c");
        }

        @Test
        void writerReplacesThemToo() {
            StringWriter out = new StringWriter();

            SafeWriter.printer(out).printf("%s\n%c", "\u009b2J", '\u202e');

            assertThat(out.toString()).isEqualTo("\\u009b2J\n\\u202e");
        }
    }

    @Nested
    class OneLine {

        @Test
        void replacesRunsWithOneBlank() {
            assertThat(SafeText.oneLine("a\r\nb" + UNSAFE + "c\n")).isEqualTo("a b c ");
        }

        @Test
        void recognizesEachUnsafeCharacter() {
            UNSAFE.chars()
                    .forEach(c -> assertThat(SafeText.isOneLine("a" + (char) c))
                            .as("\\u%04x", c)
                            .isFalse());
        }
    }

    @Nested
    class Limit {

        @Test
        void shortensWithEllipsis() {
            assertThat(SafeText.limit("12345", 5)).isEqualTo("12345");
            assertThat(SafeText.limit("123456", 5)).isEqualTo("1234…");
        }

        @Test
        void keepsSurrogatePairsTogether() {
            assertThat(SafeText.limit("123🐳5", 5)).isEqualTo("123…");
        }

        @Test
        void abbreviationIsStrippedAndOneLine() {
            assertThat(SafeText.abbreviate(" a\nb ", 3)).isEqualTo("a b");
            assertThat(SafeText.abbreviate("a\nbc", 3)).isEqualTo("a …");
        }
    }

    @Nested
    class Escape {

        @Test
        void showsTheCodeOfUnsafeCharacters() {
            assertThat(SafeText.escape("a\u001b[31m\u202eb\ud83d$1")).isEqualTo("a\\u001b[31m\\u202eb\\ud83d$1");
            assertThat(SafeText.escape(Character.toString(0xE0041))).isEqualTo("\\u{e0041}");
        }
    }

    @Nested
    class TerminalLine {

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
                    "text␍␍|text",
                    "a␀b␇c|abc",
                    "end␛|end",
                    "end␛[|end",
                    "end␛[12|end",
                    "end␛]no terminator|end",
                    "␛[12ü|ü"
                })
        void removesEscapeSequences(String terminal, String plain) {
            String line = terminal.replace('␛', '\u001b')
                    .replace('␇', '\u0007')
                    .replace('␀', '\u0000')
                    .replace('␍', '\r');

            assertThat(SafeText.terminalLine(line)).isEqualTo(plain);
        }

        @Test
        void removesC1ControlsAndDirections() {
            assertThat(SafeText.terminalLine("a\u009b31mb\u009d0;title\u009cc\u202ed\u2066e\u2069\u2028f"))
                    .isEqualTo("abcdef");
        }

        @Test
        void replacesTabsWithBlanks() {
            assertThat(SafeText.terminalLine("\tat Main")).isEqualTo(" at Main");
        }

        @Test
        void ignoresTrailingCarriageReturn() {
            assertThat(SafeText.terminalLine("text\r")).isEqualTo("text");
        }
    }

    @Nested
    class Word {

        @ParameterizedTest
        @ValueSource(strings = {"libc6", "1:2.36-9+deb12u10", "a~b^c%d"})
        void acceptsNamesAndVersions(String text) {
            assertThat(SafeText.isWord(text)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a b", "$(id)", "a;b", "a`b", "ü", "a\u007f"})
        void rejectsEverythingElse(String text) {
            assertThat(SafeText.isWord(text)).isFalse();
        }

        @Test
        void rejectsMoreThan250Characters() {
            assertThat(SafeText.isWord("a".repeat(250))).isTrue();
            assertThat(SafeText.isWord("a".repeat(251))).isFalse();
        }
    }
}
