package io.jenkins.plugins.dockereventwatch.settings.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TemplateTextTest {

    @Test
    void defaultTemplateHasNoProblems() {
        assertThat(TemplateText.problems(TemplateText.WEBHOOK, true)).isEmpty();
    }

    @Test
    void reportsFieldsThatPrintNoValue() {
        assertThat(TemplateText.problems("a\n{{.Time}}", false))
                .containsExactly(
                        "Line 2, column 3: No alert has {{.Time}}, which prints <no value>; did you mean {{.time}}?");
    }

    @Test
    void reportsTextsThatAreNotJson() {
        assertThat(TemplateText.problems("{{.Action}} of", true))
                .singleElement()
                .asString()
                .startsWith("The template does not render valid JSON");
        assertThat(TemplateText.problems("{{.Action}} of", false)).isEmpty();
        assertThatThrownBy(() -> TemplateText.problems("{{", true)).isInstanceOf(IllegalArgumentException.class);
    }
}
