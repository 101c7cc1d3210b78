package io.jenkins.plugins.dockereventwatch.config.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.config.yaml.Problem;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What is valid but never matches, and the warning about it; the cases are in {@code config/warnings.txt}. */
class ConfigurationWarningsTest {

    private static final String EXPECTED = "--- expected";
    private static final String NOTIFIERS = """
            notifiers: {n: {url: "smtp://h:25?from=a@example.net&to=b@example.net"}}
            """;

    @TempDir
    private Path folder;

    @TestFactory
    List<DynamicTest> warnsWithPlaceAndSuggestion() throws IOException {
        String all = new String(
                ConfigurationWarningsTest.class
                        .getResourceAsStream("/config/warnings.txt")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        List<DynamicTest> tests = new ArrayList<>();
        for (String part : all.substring("=== ".length()).split("\n=== ")) {
            String name = part.substring(0, part.indexOf('\n'));
            String yaml = part.substring(name.length() + 1, part.indexOf(EXPECTED));
            String expected = part.substring(part.indexOf(EXPECTED) + EXPECTED.length());
            tests.add(DynamicTest.dynamicTest(
                    name, () -> assertThat(warnings(NOTIFIERS + yaml)).isEqualTo(expected.strip())));
        }
        return tests;
    }

    @Nested
    class Templates {

        @Test
        void warnsAboutFieldsThatNoAlertHas() throws Exception {
            assertThat(warningsOf("""
                    {{.Time}} {{.Action}} {{.Status}} {{.Actor.Attributes.com.docker.compose.service}}
                    {{.name}} {{.Actor.Name}} {{.Actor.attributes.image}} {{.host}} {{.title}} {{.build.Job}}
                    {{if .resolvd}}a{{else if .ID}}b{{end}}{{with .Actor}}{{.id}}{{$.exitCode}}{{.Attributes.exitcode}}{{end}}
                    {{$a := .Actor.Attributes}}{{$a.project}}{{range .logLines}}{{.}}{{$.tme}}{{end}}{{printf "%v" .com.example}}
                    {{define "part"}}{{.Name}}{{end}}{{template "part" .Actor.Attributes}}{{.Action.Name}}
                    {{(index .Actor.Attributes "x").y}}{{.container}}{{.bananas}}{{index .Actor.Attributes "exitcode"}}{{index . "Time"}}""").lines())
                    .satisfiesExactlyInAnyOrder(
                            line -> assertThat(line)
                                    .isEqualTo(
                                            "t.txt:1:3: Warning: No alert has {{.Time}}, which prints <no value>; did you mean {{.time}}?"),
                            line -> assertThat(line).contains(":1:25: ", "{{.Status}}", "{{.status}}"),
                            line -> assertThat(line)
                                    .contains(":1:37: ", "{{index .Actor.Attributes \"com.docker.compose.service\"}}"),
                            line -> assertThat(line).contains(":2:3: ", "{{.Actor.Attributes.name}}"),
                            line -> assertThat(line).contains(":2:13: ", "{{.Actor.Attributes.name}}"),
                            line -> assertThat(line).contains(":2:29: ", "{{.Actor.Attributes.image}}"),
                            line -> assertThat(line).contains(":2:57: ", "{{.dockerHostLabel}}"),
                            line -> assertThat(line).contains(":2:67: ", "{{.notificationTitle}}"),
                            line -> assertThat(line).contains(":2:78: ", "{{.build.job}}"),
                            line -> assertThat(line).contains(":3:6: ", "{{.resolvd}}"),
                            line -> assertThat(line).contains(":3:", "{{.id}}"),
                            line -> assertThat(line).contains(":3:", "{{.Actor.ID}}"),
                            line -> assertThat(line).contains(":3:", "{{.Actor.Attributes.exitCode}}"),
                            line -> assertThat(line).contains(":3:", "{{.Actor.Attributes.exitCode}}"),
                            line -> assertThat(line).contains(":4:", "com.docker.compose.project"),
                            line -> assertThat(line).contains(":4:", "{{.time}}"),
                            line -> assertThat(line).contains(":4:", "{{index .Actor.Attributes \"com.example\"}}"),
                            line -> assertThat(line).contains(":5:", "{{.Actor.Attributes.name}}"),
                            line -> assertThat(line).contains(":5:", "'.Action' is a text"),
                            line -> assertThat(line).contains(":6:", "{{.Actor.Attributes.name}}"),
                            line -> assertThat(line).contains(":6:", "No alert has {{.bananas}}"),
                            line -> assertThat(line).contains(":6:", "{{.Actor.Attributes.x.y}}"),
                            line -> assertThat(line).contains(":6:", "{{.Actor.Attributes.exitCode}}"),
                            line -> assertThat(line).contains(":6:", "{{.time}}"));
        }

        @Test
        void acceptsWhatAlertsHave() throws Exception {
            assertThat(warningsOf("""
                    {{.time}} {{.timeNano}} {{.status}} {{.id}} {{.from}} {{.Type}} {{.scope}} {{.Actor.ID}} {{.planned}}
                    {{.dockerHostLabel}} {{.notificationTitle}} {{range .notificationTitles}}{{.}}{{end}} {{.eventJSON}}
                    {{with .build}}{{.job}} {{.number}} {{.name}} {{.url}} {{.node}} {{.startedBy}}{{end}} {{.alertCount}}
                    {{.imagePolicy.verdict}} {{.outOfMemory}} {{.Actor.Attributes.team}} {{.Actor.Attributes.service}} {{.Actor.Attributes.container}}
                    {{range $k, $v := .Actor.Attributes}}{{$k}}={{$v}}{{end}} {{with index .Actor.Attributes "a.b"}}{{.}}{{end}}
                    """)).isEmpty();
        }

        @Test
        void endsForTemplatesThatCallThemselves() throws Exception {
            assertThat(warningsOf("""
                    {{define "a"}}{{template "a" .x}}{{template "a" .y}}{{end}}{{if .outOfMemory}}{{template "a" .}}{{end}}
                    {{range $key, $value := .Actor.Attributes}}{{if eq $key "x"}}{{$value.y}}{{end}}{{end}}""").lines()).hasSizeBetween(2, 200).allMatch(line -> line.startsWith("t.txt:1:"));
        }

        @Test
        void warnsAboutTextsThatAreNotJson() throws Exception {
            assertThat(webhookWarnings("{{.Actor.Attributes.name}} is gone", "json"))
                    .startsWith(
                            "config.yml:1:57: Warning: The template does not render valid JSON, which the webhook expects: ");
            assertThat(webhookWarnings("{\"text\": {{if eq .Action \"start\"}}no{{else}}1{{end}}}", "json"))
                    .contains("does not render valid JSON");
            assertThat(webhookWarnings("{{.time.Year}}", "urlencode.payload")).contains("template fails", "t.txt:1:");
            assertThat(webhookWarnings("{\"text\": \"{{.Action}}\"}", "json")).isEmpty();
            assertThat(webhookWarnings("1 {{.Action}}", "json"))
                    .contains(": more text follows the JSON value (line 1, ");
            assertThat(webhookWarnings("{{.Action}}", "urlencode.payload")).isEmpty();
        }

        private String warningsOf(String template) throws Exception {
            return webhookWarnings(template, "urlencode.text")
                    .lines()
                    .filter(line -> line.startsWith("t.txt"))
                    .collect(Collectors.joining("\n"));
        }

        private String webhookWarnings(String template, String encoding) throws Exception {
            Files.writeString(folder.resolve("t.txt"), template);
            return warnings("""
                    notifiers: {n: {url: "https://example.org/x", template: t.txt, data_encoding: %s}}
                    notifications: [{title: t, when: {Action: die}, notify: n}]
                    """.formatted(encoding));
        }
    }

    private String warnings(String yaml) throws Exception {
        Path config = folder.resolve("config.yml");
        Files.writeString(config, yaml);
        ConfigurationReader reader = new ConfigurationReader(Map.of(), new GoTemplateEngine(ZoneOffset.UTC));
        reader.read(config);
        return reader.warnings().stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n"))
                .replace(folder + "/", "");
    }
}
