package io.jenkins.plugins.dockereventwatch.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.alert.ImageVerdict;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an alert that the image policy raised says of the image. */
class ImageVerdictInMailTest {

    private static final Alert DENIED = new Alert(
            Events.container("start", "name", "db", "image", "mysq"),
            "docker-01",
            List.of("denied image"),
            "n",
            AlertContext.NONE.withVerdict(new ImageVerdict(
                    "mysq",
                    "denied",
                    "it is similar to <an official> image",
                    new ImageVerdict.PolicyRule("official", "policy.yml:1:1"),
                    "use the official image",
                    "docker.io/library/mysql")));

    @Test
    void builtInMailContainsReasonAndRemedy() throws Exception {
        MailMessage mail = Alerts.compose(DENIED, Alerts.mail(25, null));

        assertThat(mail.content().text().orElseThrow())
                .contains("Image policy:")
                .contains("denied: it is similar to <an official> image (policy.yml:1:1)")
                .contains("the nearest name that is allowed is docker.io/library/mysql")
                .contains("Remedy:", "use the official image");
        assertThat(mail.content().html().orElseThrow())
                .contains("denied: it is similar to &lt;an official&gt; image")
                .contains("use the official image");
    }

    @Test
    void omitsVerdictWithoutImageCondition() throws Exception {
        MailMessage mail = Alerts.compose(Alerts.died("mysql"), Alerts.mail(25, null));

        assertThat(mail.content().text().orElseThrow()).doesNotContain("Image policy", "Remedy");
    }

    @Test
    void templatesCanUseVerdict() throws Exception {
        String template =
                "Subject: x\n\n{{with .imagePolicy}}{{.verdict}} {{.image}}: {{.reason}} ({{.rule}}, {{.place}}); "
                        + "{{.remedy}}: {{.nearest}}{{else}}none{{end}}";

        assertThat(text(template, DENIED))
                .contains("denied mysq: it is similar to <an official> image (official, policy.yml:1:1); use the"
                        + " official image: docker.io/library/mysql");
        assertThat(text(template, Alerts.died("mysql"))).contains("none");
    }

    private static String text(String template, Alert alert) {
        return Alerts.compose(alert, Alerts.mail(25, Alerts.template(template)))
                .content()
                .text()
                .orElseThrow();
    }
}
