package io.jenkins.plugins.dockereventwatch.template.eval;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.DID_YOU_MEAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.template.eval.RecordedOutput.Piece;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is specific to this engine: places of errors, limits, the pieces of the output; and features of Go 1.22. */
class GoTemplateEngineTest {

    private static final GoTemplateEngine ENGINE = new GoTemplateEngine(ZoneId.of("Europe/Zurich"));

    private static RecordedOutput render(String source, Object data) throws TemplateException {
        RecordedOutput output = new RecordedOutput();
        ENGINE.compile("mail.txt", source).render(data, output);
        return output;
    }

    private static TemplateException failure(String source, Object data) {
        return catchThrowableOfType(TemplateException.class, () -> render(source, data));
    }

    private static TemplateException compileFailure(String source) {
        return catchThrowableOfType(TemplateException.class, () -> ENGINE.compile("mail.txt", source));
    }

    @Nested
    class Errors {

        @ParameterizedTest
        @CsvSource(
                delimiter = '~',
                quoteCharacter = '\0',
                value = {
                    "a⏎b {{.status~2~3~this action is not closed",
                    "{{end}}~1~3~without {{if}}",
                    "é😀{{end}}~1~5~without {{if}}",
                    "x⏎{{if .a}}y~2~3~this {{if}} is not closed",
                    "{{range .a}}{{if .b}}{{end}}~1~3~this {{range}} is not closed",
                    "{{1x}}~1~3~invalid number \"1x\"",
                    "{{9223372036854775808}}~1~3~too large",
                    "{{print \"abc}}~1~9~this string is not closed",
                    "{{`abc}}~1~3~this string is not closed",
                    "{{\"\\q\"}}~1~3~invalid escape",
                    "⏎⏎ {{$x}}~3~4~the variable $x is not defined",
                    "{{$x = 1}}~1~3~the variable $x is not defined",
                    "{{template \"foot\"}}{{define \"food\"}}{{end}}~1~3~there is no template \"foot\"; " + DID_YOU_MEAN
                            + "'food'?",
                    "{{TimestampFormat .time \"2006\"}}~1~3~function \"TimestampFormat\" does not exist; did you mean"
                            + " 'TimeStampFormat'?",
                    "{{lenn .a}}~1~3~" + DID_YOU_MEAN + "'len'?",
                    "{{if (eq .a 1}}{{end}}~1~14~is not closed",
                    "{{.a)}}~1~5~this ) closes nothing",
                    "{{.a-b}}~1~3~for other keys write index",
                    "{{/* a }}~1~1~this comment is not closed",
                    "{{break}}~1~3~only inside {{range}}",
                    "{{1 | 2}}~1~7~a function must follow |",
                    "{{}}~1~3~a value is missing",
                    "{{if}}{{end}}~1~5~a value is missing",
                    "{{define \"a\"}}x{{end}}{{define \"a\"}}y{{end}}~1~25~two templates \"a\"",
                })
        void compileErrorNamesPlaceAndReason(String source, int line, int column, String message) {
            TemplateException e = compileFailure(source.replace("⏎", "\n"));

            assertThat(e).hasMessageContaining(message);
            assertThat(List.of(e.line(), e.column())).containsExactly(line, column);
            assertThat(e.template()).isEqualTo("mail.txt");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '~',
                quoteCharacter = '\0',
                value = {
                    "a⏎ {{.name.first}}~2~4~there is no field first: what stands before it is a text, not a map",
                    "{{eq .name 1}}~1~3~incompatible types for comparison: a text and an integer",
                    "{{if eq .number 1}}{{end}}~1~6~incompatible types",
                    "{{index .list 7}}~1~3~index out of range: 7",
                    "{{range .name}}{{end}}~1~9~range goes through lists, maps and integers, not a text",
                    "{{len 1 2}}~1~3~len takes 1 argument, not 2",
                    "{{printf 1}}~1~3~the format of printf must be a text",
                    "{{define \"a\"}}⏎{{.x.y}}{{end}}{{template \"a\" .name}}~2~3~there is no field x",
                })
        void renderErrorNamesPlaceAndReason(String source, int line, int column, String message) {
            TemplateException e =
                    failure(source.replace("⏎", "\n"), Map.of("name", "db", "number", 1.0, "list", List.of("a")));

            assertThat(e).hasMessageContaining(message);
            assertThat(List.of(e.line(), e.column())).containsExactly(line, column);
        }
    }

    @Nested
    class Rendering {

        @Test
        void separatesLiteralsAndValues() throws TemplateException {
            RecordedOutput output =
                    render("To: {{.a}}{{define \"t\"}}[{{.}}]{{end}}{{template \"t\" .a}}", Map.of("a", "x\nBcc: y"));

            assertThat(output.pieces())
                    .containsExactly(
                            new Piece("literal", "To: "),
                            new Piece("value", "x\nBcc: y"),
                            new Piece("literal", "["),
                            new Piece("value", "x\nBcc: y"),
                            new Piece("literal", "]"));
        }

        @ParameterizedTest
        @CsvSource({
            "{{html .}},value html",
            "{{. | js}},value js",
            "{{(urlquery .)}},value urlquery",
            "{{html . | print}},value",
            "{{\"lit\"}},value",
            "{{print (html .)}},value",
        })
        void lastFunctionDeterminesEscaping(String source, String kind) throws TemplateException {
            assertThat(render(source, "<").pieces()).extracting(Piece::kind).containsExactly(kind);
        }

        @ParameterizedTest
        @CsvSource({
            "{{with .no}}a{{else with .yes}}b{{.}}{{end}},b1",
            "{{with .no}}a{{else with .no}}b{{else}}c{{end}},c",
            "{{range 3}}{{.}}{{end}},012",
            "{{range $i := 2}}{{$i}}{{end}},01",
            "{{range 0}}a{{else}}b{{end}},b",
            "{{$v := 9}}{{range $v = .list}}{{end}}{{$v}},b",
        })
        void supportsFeaturesSinceGo122(String source, String expected) throws TemplateException {
            assertThat(render(source, Map.of("yes", 1, "list", List.of("a", "b")))
                            .text())
                    .isEqualTo(expected);
        }
    }

    @Nested
    class TimeStamps {

        @ParameterizedTest
        @CsvSource({"1700000000", "'1700000000'", "1.7e9"})
        void acceptsTextsAndNumbers(String seconds) throws TemplateException {
            String source = "{{TimeStampFormat . \"2006-01-02 15:04:05 MST\"}}";
            String expected = "2023-11-14 23:13:20 CET";

            assertThat(render(source, seconds).text()).isEqualTo(expected);
            assertThat(render(source, Double.valueOf(seconds)).text()).isEqualTo(expected);
            assertThat(render(source, Double.valueOf(seconds).longValue()).text())
                    .isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({"1e999999999,9999", "1e-999999999,1970", "when,1970", "-1e999999999,0001", "NaN,1970"})
        void acceptsExtremeTimes(String seconds, String year) throws TemplateException {
            assertThat(render("{{TimeStampFormat . \"2006\"}}", seconds).text()).isEqualTo(year);
        }
    }

    @Nested
    class Limits {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{{define \"a\"}}{{template \"a\" .}}{{end}}{{template \"a\" .}}",
                    "{{define \"a\"}}{{if true}}{{with 1}}{{template \"a\" .}}{{end}}{{end}}{{end}}{{template \"a\" .}}",
                    "{{template \"mail.txt\" .}}",
                    "{{range 1000000000}}{{end}}",
                    "{{range 1000000000}}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{{end}}",
                    "{{$x := \"aaaa\"}}{{range 60}}{{$x = print $x $x}}{{end}}",
                    "{{$f := \"%999999d\"}}{{range 10}}{{$f = print $f $f}}{{end}}{{printf $f 1}}{{printf $f 1 2 3 4 5 6 7 8"
                            + " 9 10 11 12 13 14 15 16 17 18}}",
                    "{{.}}",
                })
        void stopsEndlessTemplates(String source) {
            Object deep = List.of();
            for (int i = 0; i < 100_000; i++) {
                deep = List.of(deep);
            }
            TemplateException e = failure(source, deep);

            assertThat(e).hasMessageMatching("(?s).*(deeper|longer|more) than.*");
        }

        @Test
        void ignoresHugeWidth() throws TemplateException {
            assertThat(render("{{printf \"%1000000000d\" 1}}", null).text().length())
                    .isLessThan(100);
        }

        @ParameterizedTest
        @CsvSource({"'{{if true}}',x,'{{end}}'", "'{{if true}}{{else ',' ','}}{{end}}'", "'{{(',1,'}}'"})
        void rejectsDeepNesting(String open, String inside, String close) {
            String source = open.repeat(100_000) + inside + close;

            assertThat(compileFailure(source)).isNotNull();
        }

        @Test
        void deepestNestingFitsSmallStack() throws InterruptedException {
            String parentheses = "{{" + "(print ".repeat(190) + "1" + ")".repeat(190) + "}}";
            String blocks = "{{if true}}".repeat(150)
                    + parentheses
                            .replace("(print ".repeat(190), "(print ".repeat(40))
                            .replace(")".repeat(190), ")".repeat(40))
                    + "{{end}}".repeat(150);
            String recursion = "{{define \"a\"}}{{range .}}{{with $}}{{template \"a\" $}}{{end}}{{end}}{{end}}"
                    + "{{template \"a\" (slice (print 1) 0 | print | printf \"%s\" | len)}}";
            AtomicReference<List<String>> texts = new AtomicReference<>();
            Runnable task = () -> {
                List<String> rendered = new ArrayList<>();
                for (String source : List.of(parentheses, blocks, recursion)) {
                    try {
                        rendered.add(render(source, null).text());
                    } catch (TemplateException e) {
                        rendered.add(e.getMessage());
                    }
                }
                texts.set(rendered);
            };
            Thread thread = new Thread(null, task, "small stack", 512 * 1024);
            thread.start();
            thread.join();

            assertThat(texts.get())
                    .containsExactly("1", "1", "nested deeper than 500 levels; does a template call itself?");
        }
    }
}
