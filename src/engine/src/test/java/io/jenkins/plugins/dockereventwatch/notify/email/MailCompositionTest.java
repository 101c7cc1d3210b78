package io.jenkins.plugins.dockereventwatch.notify.email;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.DIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.delivery.LoggedLines;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Composed mails, parsed from the bytes that are sent. */
class MailCompositionTest {

    private static final String SIMPLE =
            "From: a@example.org\nSubject: {{.Actor.Attributes.name}} {{.Action}}\n\nbody\n";

    @Nested
    class Headers {

        @Test
        void addsHeadersOfAutomaticMail() throws Exception {
            MimeMessage mail = wire(SIMPLE, Alerts.alert(Events.container("die", "name", "mysql"), "one", "zwei ü"));

            assertThat(mail.getSentDate()).isEqualTo(Alerts.NOW);
            assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
            assertThat(mail.getHeader("X-Docker-Event-Watch-Host", null)).isEqualTo("docker-01");
            assertThat(mail.getHeader("X-Docker-Event-Watch-Rule")).hasSize(2).contains("one");
            assertThat(mail.getHeader("MIME-Version", null)).isEqualTo("1.0");
            assertThat(mail.getContentType()).containsIgnoringCase("charset=UTF-8");
        }

        @Test
        void messageIdIdentifiesAlertAndThreadContainer() throws Exception {
            Alert death = Alerts.died("mysql");
            MimeMessage first = wire(SIMPLE, death);
            MimeMessage again = wire(SIMPLE, death);
            MimeMessage otherRule = wire(SIMPLE, Alerts.alert(death.event(), "another rule"));
            MimeMessage start = wire(SIMPLE, Alerts.alert(Events.container("start", "name", "mysql")));

            assertThat(again.getMessageID()).isEqualTo(first.getMessageID()).endsWith("@example.org>");
            assertThat(otherRule.getMessageID()).isNotEqualTo(first.getMessageID());
            assertThat(start.getMessageID()).isNotEqualTo(first.getMessageID());
            assertThat(start.getHeader("References", null)).isEqualTo(first.getHeader("References", null));
        }

        @ParameterizedTest
        @CsvSource({"Bcc", "Message-ID", "Date", "Content-Transfer-Encoding", "Return-Path"})
        void templateCannotSetReservedHeaders(String header) throws Exception {
            MimeMessage mail = wire(header + ": nonsense\nSubject: s\n\nbody", Alerts.died("mysql"));

            String[] values = mail.getHeader(header);
            assertThat(values == null ? List.of() : Arrays.asList(values)).doesNotContain("nonsense");
        }

        @Test
        void encodesHeaders() throws Exception {
            byte[] wire = wireBytes(SIMPLE, named("Grüße 🐳 " + "lang ".repeat(60)));

            assertThat(new String(wire, StandardCharsets.ISO_8859_1).lines())
                    .allMatch(line -> line.length() <= 998)
                    .filteredOn(line -> line.startsWith("Subject:"))
                    .allMatch(line -> line.chars().allMatch(c -> c < 0x80));
            assertThat(read(wire).getSubject()).startsWith("Grüße 🐳 lang").hasSizeLessThanOrEqualTo(200);
        }
    }

    @Nested
    class HostileValues {

        @Test
        void cannotAddHeader() throws Exception {
            String hostile = "x\r\nBcc: evil@example.org\r\n\r\nbody of mine\u2028Cc: evil@example.org\u0000";

            MimeMessage mail = wire(SIMPLE, named(hostile));

            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getHeader("Cc")).isNull();
            assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("ops@example.org"));
            assertThat(mail.getSubject())
                    .contains("x")
                    .contains("Bcc: evil@example.org")
                    .contains("die");
            assertThat(mail.getContent().toString().strip()).isEqualTo("body");
        }

        @Test
        void cannotNameHeader() throws Exception {
            MimeMessage mail = wire(
                    "Subject: s\n{{.Actor.Attributes.name}}\nX-{{.Actor.Attributes.name}}: y\nX-Ok: 1\n\nbody",
                    named("Bcc: evil@example.org"));

            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getHeader("X-Bcc")).isNull();
            assertThat(mail.getHeader("X-Ok", null)).isEqualTo("1");
        }

        @Test
        void areEscapedInHtml() throws Exception {
            MimeMessage mail = wire(
                    "Subject: s\nContent-Type: text/html\n\n<b>{{.Actor.Attributes.name}}</b>"
                            + "<i>{{html .Actor.Attributes.name}}</i>",
                    named("<script>'\"&"));

            assertThat(mail.getContentType())
                    .startsWithIgnoringCase("text/html")
                    .containsIgnoringCase("utf-8");
            assertThat(mail.getContent().toString())
                    .startsWith("<b>&lt;script&gt;&#39;&quot;&amp;</b><i>&lt;script&gt;")
                    .doesNotContain("&amp;lt;");
        }

        @Test
        void areNotRunAsTemplates() throws Exception {
            MimeMessage mail = wire("Subject: s\n\n{{.Actor.Attributes.name}}", named("{{.eventJSON}}"));

            assertThat(mail.getContent().toString().strip()).isEqualTo("{{.eventJSON}}");
        }

        @Test
        void acceptsLabelOfOneMegabyte() throws Exception {
            String label = "x".repeat(1 << 20);

            byte[] wire = wireBytes("Subject: {{.Actor.Attributes.name}}\n\n{{.Actor.Attributes.name}}", named(label));

            assertThat(new String(wire, StandardCharsets.ISO_8859_1).lines()).allMatch(line -> line.length() <= 998);
            assertThat(read(wire).getContent().toString().strip()).isEqualTo(label);
        }
    }

    @Nested
    class Templates {

        @Test
        void templateContainsHeadersAndBody() throws Exception {
            MimeMessage mail = wire(
                    "From: David <david@docampo.ch>\nSubject: Docker Event on {{.dockerHostLabel}}/{{.Actor.Attributes.name}}\n"
                            + "X-Team: ops\n\nimage: {{.Actor.Attributes.image}}\n{{range .notificationTitles}}- {{.}}\n{{end}}"
                            + "{{.notificationTitle}}\n",
                    Alerts.alert(Events.container("die", "name", "mysql", "image", "mysql:8.4"), "one", "two"));

            assertThat(mail.getSubject()).isEqualTo("Docker Event on docker-01/mysql");
            assertThat(mail.getFrom()).containsExactly(new InternetAddress("david@docampo.ch", "David"));
            assertThat(mail.getHeader("To", null)).isEqualTo("ops@example.org");
            assertThat(mail.getHeader("X-Team", null)).isEqualTo("ops");
            assertThat(mail.getContent().toString().replace("\r", ""))
                    .isEqualTo("image: mysql:8.4\n- one\n- two\none\n");
        }

        @Test
        void textWithoutHeadersIsBody() throws Exception {
            MimeMessage mail = wire("Something happened\n\nto {{.Actor.Attributes.name}}\n", Alerts.died("mysql"));

            assertThat(mail.getContent().toString().replace("\r", "")).isEqualTo("Something happened\n\nto mysql\n");
            assertThat(mail.getSubject()).isEqualTo("[docker-01] mysql " + DIED + " (mysql:8.4)");
            assertThat(mail.getFrom()).containsExactly(new InternetAddress("watch@example.org"));
        }

        @Test
        void eventJsonIsSortedWithHost() throws Exception {
            MimeMessage mail =
                    wire("Subject: s\n\n{{.eventJSON}}", Alerts.alert(Events.container("die", "b", "<1>", "a", "2")));

            assertThat(mail.getContent().toString().replace("\r", "").strip()).isEqualTo("""
                    {
                      "Action": "die",
                      "Actor": {
                        "Attributes": {
                          "a": "2",
                          "b": "<1>"
                        },
                        "ID": "1d16b6a5e22a"
                      },
                      "Type": "container",
                      "dockerHostLabel": "docker-01",
                      "id": "1d16b6a5e22a",
                      "scope": "local",
                      "status": "die",
                      "time": 1795457529,
                      "timeNano": 1795457529774585933
                    }""");
        }

        @Test
        void failingTemplateIsLoggedAndReplaced() throws Exception {
            try (LoggedLines log = new LoggedLines()) {
                MimeMessage mail = wire("Subject: s\n\n{{index .Actor 1}}", Alerts.died("mysql"));

                assertThat(mail.getSubject()).isEqualTo("[docker-01] mysql " + DIED + " (mysql:8.4)");
                assertThat(log.lines()).singleElement().asString().contains("notifier 'n'", "test.txt:3:");
            }
        }
    }

    @Nested
    class SeveralParts {

        private static final String HEAD =
                "Subject: s\nMIME-Version: 1.0\nContent-Type: multipart/alternative;\n boundary=\"b 1\"\n\n";
        private static final String TEXT = "--b 1\nContent-Type: text/plain; charset=utf-8\n\n";
        private static final String HTML = "--b 1\nContent-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n";
        private static final String NAME = "{{.Actor.Attributes.name}}";

        @ParameterizedTest
        @ValueSource(strings = {"\n", "\r\n"})
        void areSentAsWritten(String lineBreak) throws Exception {
            String template = HEAD + "ignored\n" + TEXT + "It is " + NAME + "\n" + HTML + "<b>" + NAME + "</b>\n"
                    + "--b 1--\nignored " + NAME;

            MimeMessage mail = wire(template.replace("\n", lineBreak), named("<mysql> & co"));

            assertThat(mail.getContentType()).startsWith("multipart/alternative");
            assertThat(((MimeMultipart) mail.getContent()).getCount()).isEqualTo(2);
            assertThat(part(mail, 0)).isEqualTo("It is <mysql> & co\n");
            assertThat(part(mail, 1)).isEqualTo("<b>&lt;mysql&gt; &amp; co</b>\n");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "x\n--b 1\nContent-Type: text/html\n\n<script>",
                    "\r\n--b 1--\r\n",
                    "--b 1",
                    "\n\n--b 1\n",
                })
        void cannotBeAddedByValues(String hostile) throws Exception {
            MimeMessage mail = wire(
                    HEAD + TEXT + NAME + "\n" + NAME + "--b 1\n" + HTML + "<i>" + NAME + "</i>\n--b 1--\n",
                    named(hostile));

            assertThat(((MimeMultipart) mail.getContent()).getCount()).isEqualTo(2);
            assertThat(part(mail, 0)).endsWith("--b 1\n").contains(hostile.replace("\r", ""));
            assertThat(part(mail, 1)).startsWith("<i>").endsWith("</i>\n").doesNotContain("<script>");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    HEAD + HTML + "<b>only</b>",
                    "Content-Type: MULTIPART/Mixed; boundary=\"b 1\"\n\n" + HTML + "<b>only</b>"
                })
        void canBeOneText(String template) throws Exception {
            MimeMessage mail = wire(template, Alerts.died("mysql"));

            assertThat(mail.getContentType()).startsWith("text/html");
            assertThat(mail.getContent().toString()).startsWith("<b>only</b>");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Type: multipart/alternative\n\n" + TEXT + "a",
                    HEAD + "--other\n\na",
                    HEAD + TEXT + "a\n" + TEXT + "b",
                    HEAD + TEXT + "a\n--b 1\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA",
                    HEAD + "--b 1\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\na=20",
                    HEAD + "--b 1\nContent-Disposition: attachment; filename=a.txt\n\na",
                    HEAD + "--b 1\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\na",
                    "Content-Type: multipart/mixed; boundary=\"b 1\"\n\n" + TEXT + "a\n" + HTML + "b",
                })
        void thatCannotBeSentAreRejected(String template) {
            assertThatThrownBy(() -> Alerts.mail(25, Alerts.template(template)))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("expected")
                    .hasMessageContaining("multipart/alternative");
        }

        @Test
        void ofSomeEventsAreLoggedAndReplaced() throws Exception {
            String template = HEAD + "{{if eq .Action \"die\"}}\n" + TEXT + "a\n{{end}}";
            try (LoggedLines log = new LoggedLines()) {
                MimeMessage mail = wire(template, Alerts.alert(Events.container("start", "name", "mysql")));

                assertThat(mail.getSubject()).isEqualTo("[docker-01] mysql started");
                assertThat(log.lines()).singleElement().asString().contains("notifier 'n'", "boundary");
            }
        }
    }

    @Nested
    class BuiltInMail {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "die|" + DIED,
                    "oom|ran out of memory",
                    "kill|got the signal 9",
                    "stop|was stopped",
                    "start|started",
                    "destroy|was removed",
                    "health_status: unhealthy|is unhealthy",
                    "exec_create: /bin/sh -c false|runs a command: /bin/sh -c false",
                    "exec_die|ended a command with exit code 1",
                    "something_new|something_new"
                })
        void describesEvent(String action, String words) throws Exception {
            MimeMessage mail = wire(
                    null,
                    Alerts.alert(Events.container(
                            action, "name", "mysql", "image", "mysql:8.4", "exitCode", "1", "signal", "9")));

            assertThat(mail.getSubject()).isEqualTo("[docker-01] mysql " + words + " (mysql:8.4)");
            assertThat(part(mail, 0)).startsWith("mysql " + words + " on docker-01.");
        }

        /** Attributes as a Docker Engine that manages a swarm sends them. */
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "node|update|state.old=ready,state.new=down|is down",
                    "node|update|state.old=down,state.new=ready,leader.new=false|is ready, ceased to be the leader",
                    "node|update|availability.old=active,availability.new=drain|has the availability drain",
                    "node|update|role.old=worker,role.new=manager|became a manager",
                    "node|update|reachability.old=reachable,reachability.new=unreachable|is unreachable as a manager",
                    "node|update||was updated (node)",
                    "node|create||joined the swarm",
                    "node|remove||was removed from the swarm",
                    "service|update|replicas.old=3,replicas.new=5|was scaled to 5 replicas",
                    "service|update|updatestate.new=rollback_completed|was rolled back",
                    "service|update|updatestate.new=updating,image.new=web:2@sha256:12"
                            + "|is being updated, changed its image to web:2",
                    "service|update|updatestate.new=later|has the update state later",
                    "service|update||was updated (service)",
                    "service|remove|state.new=down|was removed (service)",
                    "config|update||was updated (config)",
                    "secret|create||was created (secret)",
                    "volume|destroy||was removed (volume)",
                    "volume|mount||mount (volume)",
                })
        void describesEventOfSwarm(String type, String action, String attributes, String words) throws Exception {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("Type", type).put("Action", action);
            ObjectNode named = json.putObject("Actor").put("ID", "1d16b6a5e22a").putObject("Attributes");
            named.put("name", "worker-2");
            for (String attribute : attributes == null ? new String[0] : attributes.split(",")) {
                named.put(
                        attribute.substring(0, attribute.indexOf('=')),
                        attribute.substring(attribute.indexOf('=') + 1));
            }

            MimeMessage mail = wire(null, Alerts.alert(DockerEvent.of(json, DockerEvent.Origin.STREAM)));

            assertThat(mail.getSubject()).isEqualTo("[docker-01] worker-2 " + words);
        }

        @Test
        void hasTextAndHtml() throws Exception {
            MimeMessage mail = wire(
                    null,
                    Alerts.alert(
                            Events.container(
                                    "die",
                                    "name",
                                    "<b>db</b>",
                                    "image",
                                    "mysql:8.4",
                                    "exitCode",
                                    "1",
                                    "com.docker.compose.project",
                                    "phone-book"),
                            "one",
                            "two"));

            assertThat(mail.getContentType()).startsWith("multipart/alternative");
            assertThat(part(mail, 0))
                    .contains(
                            "Compose project:  phone-book", "Rules:", "one; two", "Mon 23 Nov 2026 18:12:09.774 +00:00")
                    .contains("\"exitCode\": \"1\"");
            assertThat(part(mail, 1))
                    .contains("<h1>&lt;b&gt;db&lt;/b&gt; " + DIED + " on docker-01.</h1>", "<td>phone-book</td>")
                    .doesNotContain("<b>db</b>");
        }

        @Test
        void limitsSizeOfHugeEvent() throws Exception {
            byte[] wire = wireBytes(null, named("x".repeat(1 << 20)));

            assertThat(wire).hasSizeLessThan(300_000);
            assertThat(part(read(wire), 0)).contains("(shortened)");
        }

        @Test
        void marksDeathFoundAfterwards() throws Exception {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("Type", "container").put("Action", "die");
            json.putObject("Actor").put("ID", "1d16b6a5e22a981b").putObject("Attributes");

            MimeMessage mail = wire(null, Alerts.alert(DockerEvent.of(json, DockerEvent.Origin.FOUND_AFTERWARDS)));

            assertThat(mail.getSubject())
                    .isEqualTo("[docker-01] 1d16b6a5e22a died; its exit code is not known, since it runs again");
            assertThat(part(mail, 0)).contains("found afterwards");
        }
    }

    private static Alert named(String name) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", "container").put("Action", "die").put("timeNano", 1795457529774585933L);
        json.putObject("Actor")
                .put("ID", "1d16b6a5e22a")
                .putObject("Attributes")
                .put("name", name);
        return Alerts.alert(DockerEvent.of(json, DockerEvent.Origin.STREAM));
    }

    private static String part(MimeMessage mail, int number) throws Exception {
        BodyPart part = ((MimeMultipart) mail.getContent()).getBodyPart(number);
        return part.getContent().toString().replace("\r", "");
    }

    private static MimeMessage wire(String template, Alert alert) throws Exception {
        return read(wireBytes(template, alert));
    }

    private static byte[] wireBytes(String template, Alert alert) throws Exception {
        MailNotifier notifier = Alerts.mail(25, template == null ? null : Alerts.template(template));
        MailMessage message = Alerts.compose(alert, notifier);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MimeMail.of(message, Session.getInstance(new Properties())).writeTo(out);
        return out.toByteArray();
    }

    private static MimeMessage read(byte[] wire) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(wire));
    }
}
