package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.dockereventwatch.message.TemplateCheck;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.template.TemplateOutput;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Timeout;

/** A template, rendered for an event. */
@Timeout(10)
class TemplateFuzzTest {

    private static final GoTemplateEngine ENGINE = new GoTemplateEngine(ZoneOffset.UTC);

    private static final Map<String, Object> EVENT = Map.of(
            "Action",
            "die",
            "time",
            1795457529L,
            "Actor",
            Map.of("Attributes", Map.of("name", "db", "exitCode", "1")),
            "names",
            List.of("a", "b"));

    @DictionaryEntries({
        "{{- ",
        " -}}",
        "{{range $i,$e := ",
        "{{end}}",
        "{{else if ",
        "{{with ",
        "{{define \\\"a\\\"}}",
        "{{template \\\"a\\\" .}}",
        "{{block \\\"a\\\" .}}",
        "{{break}}",
        "{{continue}}",
        "printf \\\"%[1]*d\\\" ",
        "index ",
        "slice ",
        ".Actor.Attributes",
        "TimeStampFormat ",
        "urlquery",
        "0x1p-1074",
        "\\\\u",
        "%!",
        "((("
    })
    @FuzzTest
    void rendersOrRejects(byte[] template) {
        Length output = new Length();
        String source = new String(template, StandardCharsets.UTF_8);
        try {
            assertThat(TemplateCheck.unknownFields("mail.txt", source, Locale.ROOT))
                    .doesNotContainNull();
            ENGINE.compile("mail.txt", source).render(EVENT, output);
        } catch (TemplateException e) {
            assertThat(e.line()).isPositive();
            assertThat(e.getMessage()).isNotBlank();
        }
        assertThat(output.characters).isLessThan(100_000_000);
    }

    private static final class Length implements TemplateOutput {

        private long characters;

        @Override
        public void literal(String text) {
            characters += text.length();
        }

        @Override
        public void value(String text, String escapedBy) {
            characters += text.length();
        }
    }
}
