package io.jenkins.plugins.dockereventwatch.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.alert.BuildClaims;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails about containers that a build started: the build, the reason of the end and the log excerpt. */
class BuildInMailTest {

    private static final BuildReference BUILD = new BuildReference(
            Optional.of("https://ci.example.org/job/phone-book/42/"),
            "phone-book",
            42,
            Optional.of("agent-1"),
            Optional.of("David"));

    @Nested
    class BuiltInMail {

        @Test
        void namesAndLinksBuild() {
            MailMessage mail = builtIn(died(BUILD, false));

            assertThat(mail.content().text().orElseThrow().lines())
                    .contains(
                            "Build:       phone-book #42",
                            "Build page:  https://ci.example.org/job/phone-book/42/",
                            "Started by:  David",
                            "Node:        agent-1");
            assertThat(mail.content().html().orElseThrow())
                    .contains(
                            "<td>phone-book #42</td>",
                            "<a href=\"https://ci.example.org/job/phone-book/42/\">https://ci.example.org/job/phone-book/42/</a>");
        }

        @Test
        void containsMemoryAndLog() {
            MailMessage mail = builtIn(died(BUILD, true, "first", "<b>last</b>"));

            assertThat(mail.body())
                    .startsWith("mysql died with exit code 137 on docker-01. It ran out of memory.\n")
                    .contains("Last lines of its log:\n\n    first\n    <b>last</b>\n");
            assertThat(mail.content().html().orElseThrow()).contains("<pre>first\n&lt;b&gt;last&lt;/b&gt;</pre>");
        }

        @Test
        void omitsUnknownBuildMemoryAndLog() {
            MailMessage mail = builtIn(Alerts.died("mysql"));

            assertThat(mail.body()).doesNotContain("Build", "memory", "log:");
            assertThat(mail.content().html().orElseThrow()).doesNotContain("Build", "memory", "log:", "<a ");
        }

        @Test
        void addsFurtherRecipientsOnce() {
            Alert alert = died(BUILD, false);
            Alert withMore = new Alert(
                    alert.event(),
                    alert.hostLabel(),
                    alert.rules(),
                    alert.notifier(),
                    alert.context().withRecipients(List.of("david@example.org", "ops@example.org")));

            MailMessage mail = builtIn(withMore);

            assertThat(mail.to()).containsExactly("ops@example.org", "david@example.org");
            assertThat(mail.header("To")).contains("ops@example.org, david@example.org");
        }
    }

    @Nested
    class Templates {

        @Test
        void canUseBuildMemoryAndLog() {
            String template =
                    "Subject: {{.build.name}}\n\n{{with .build}}{{.job}} {{.number}} {{.url}} {{.node}} {{.startedBy}}"
                            + "{{end}}\n{{if .outOfMemory}}memory{{end}}\n{{range .logLines}}> {{.}}\n{{end}}";

            MailMessage mail = compose(template, died(BUILD, true, "one", "two"));

            assertThat(mail.subject()).contains("phone-book #42");
            assertThat(mail.body())
                    .isEqualTo(
                            "phone-book 42 https://ci.example.org/job/phone-book/42/ agent-1 David\nmemory\n> one\n> two\n");
        }

        @Test
        void canTestForMissingBuild() {
            MailMessage mail = compose(
                    "Subject: s\n\n{{if .build}}build{{else}}none{{end}} {{.outOfMemory}}", Alerts.died("mysql"));

            assertThat(mail.body()).isEqualTo("none false");
        }

        @Test
        void printsHugeBuildNumberInDigits() {
            Alert alert = died(
                    BuildReference.ofClaim(null, "j", "2147483647", null, null).orElseThrow(), false);

            assertThat(compose("Subject: s\n\n{{.build.number}}", alert).body()).isEqualTo("2147483647");
        }
    }

    @Nested
    class Claims {

        @Test
        void readsWrittenLabels() {
            Map<String, String> labels = BuildClaims.labels(BUILD);

            assertThat(labels).containsEntry("io.jenkins.docker-event-watch.build-number", "42");
            assertThat(BuildClaims.ofLabels(labels::get)).contains(BUILD);
            assertThat(BuildClaims.ofLabels(label -> "")).isEmpty();
        }

        @Test
        void readsEnvironmentOfContainer() {
            assertThat(claim(
                            "PATH=/bin",
                            "BUILD_URL=https://ci.example.org/job/phone-book/42/",
                            "JOB_NAME=folder/phone-book",
                            "BUILD_NUMBER=42",
                            "NODE_NAME=agent=1",
                            "noSign"))
                    .contains(new BuildReference(
                            Optional.of("https://ci.example.org/job/phone-book/42/"),
                            "folder/phone-book",
                            42,
                            Optional.of("agent=1"),
                            Optional.empty()));
            assertThat(claim("JOB_NAME=x")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "javascript:alert(1)",
                    "data:text/html,x",
                    "file:///etc/passwd",
                    "https:///no-host",
                    "http://user:secret@ci.example.org/",
                    "https://ci.example.org/\r\nBcc: evil@example.org",
                    "https://ci.example.org/\"><script>",
                    "ci.example.org/job/x",
                    ""
                })
        void ignoresInvalidUrl(String url) {
            assertThat(BuildReference.ofClaim(url, "phone-book", "42", null, null)
                            .orElseThrow()
                            .url())
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "0", "-1", "x", "2147483648", "1.5"})
        void ignoresClaimWithoutNumber(String number) {
            assertThat(BuildReference.ofClaim("https://ci.example.org/", "phone-book", number, null, null))
                    .isEmpty();
        }

        @Test
        void escapesHostileJobName() {
            BuildReference hostile = BuildReference.ofClaim(
                            "https://ci.example.org/x", "a\r\nBcc: evil@example.org\u0000<b>", "1", "\n<i>", null)
                    .orElseThrow();

            MailMessage mail = compose("Subject: {{.build.name}}\n\nbody", died(hostile, false));

            assertThat(mail.headers()).noneMatch(header -> header.name().equals("Bcc"));
            assertThat(hostile.displayName()).doesNotContainPattern("\\p{Cntrl}");
            assertThat(builtIn(died(hostile, false)).content().html().orElseThrow())
                    .contains("&lt;b&gt;")
                    .doesNotContain("<b>", "<i>");
        }

        @Test
        void limitsLengthOfClaim() {
            assertThat(BuildReference.ofClaim(null, "x".repeat(1 << 20), "1", null, null))
                    .isEmpty();
            assertThat(BuildReference.ofClaim("https://ci.example.org/" + "x".repeat(1 << 20), "j", "1", null, null)
                            .orElseThrow()
                            .url())
                    .isEmpty();
        }

        private static Optional<BuildReference> claim(String... environment) {
            return BuildClaims.ofContainer(
                    new ObjectMapper().valueToTree(Map.of("Config", Map.of("Env", List.of(environment)))));
        }
    }

    private static Alert died(BuildReference build, boolean outOfMemory, String... log) {
        return new Alert(
                Events.container("die", "name", "mysql", "image", "mysql:8.4", "exitCode", "137"),
                "docker-01",
                List.of("a rule"),
                "n",
                new AlertContext(Optional.of(build), List.of(), outOfMemory, List.of(log)));
    }

    private static MailMessage builtIn(Alert alert) {
        return Alerts.compose(alert, Alerts.mail(25, null));
    }

    private static MailMessage compose(String template, Alert alert) {
        return Alerts.compose(alert, Alerts.mail(25, Alerts.template(template)));
    }
}
