package io.jenkins.plugins.dockereventwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.SmtpScript;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That a command's messages get there where they can, and that it ends where they cannot. */
class RetryingSenderTest {

    private static final RetryPolicy RETRY =
            new RetryPolicy(Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofMillis(300));

    private final RetryingSender delivery = new RetryingSender(Alerts.SHORT, RETRY);

    @Test
    void whatIsRefusedForNowIsTriedAgain() throws Exception {
        try (SmtpScript server = new SmtpScript("220 hello").refusingDataOnce("451 not now")) {
            send(server.port());

            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.accepted()).containsExactly("ops@example.org");
        }
    }

    @Test
    void onlyThoseWhoDoNotHaveItGetItAgain() throws Exception {
        try (SmtpScript server = new SmtpScript("220 hello").refusingOnce("busy@example.org", "450 not now")) {
            MailNotifier notifier = Alerts.mail(server.port(), null);
            MailMessage mail = (MailMessage) Alerts.COMPOSER.compose(Alerts.died("mysql"), notifier);

            delivery.send(mail.onlyTo(List.of("ops@example.org", "busy@example.org")), notifier);

            assertThat(server.accepted()).containsExactly("ops@example.org", "busy@example.org");
        }
    }

    @Test
    void whatIsRefusedForGoodIsNotTriedAgain() throws Exception {
        try (SmtpScript server = new SmtpScript("220 hello").refusing("ops@example.org", "550 nobody")) {
            assertThatThrownBy(() -> send(server.port()))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("550 nobody");

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void serverThatIsAwayIsWaitedForOnceOnly() throws Exception {
        try (SmtpScript server = new SmtpScript("421 away")) {
            assertThatThrownBy(() -> send(server.port())).isInstanceOf(DeliveryException.class);
            int tries = server.connections();
            assertThat(tries).isGreaterThan(2);

            assertThatThrownBy(() -> send(server.port())).isInstanceOf(DeliveryException.class);

            assertThat(server.connections()).isEqualTo(tries + 1);
        }
    }

    private void send(int port) throws Exception {
        MailNotifier notifier = Alerts.mail(port, null);
        delivery.send(Alerts.COMPOSER.compose(Alerts.died("mysql"), notifier), notifier);
    }
}
