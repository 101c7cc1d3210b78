package io.jenkins.plugins.dockereventwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.SmtpScript;
import io.jenkins.plugins.dockereventwatch.reminder.SettableClock;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryingSenderTest {

    private static final RetryPolicy RETRY =
            new RetryPolicy(Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofMillis(300));

    private final SettableClock clock = new SettableClock(Alerts.NOW);
    private final RetryingSender sender = new RetryingSender(TransportTimeouts.DEFAULT, RETRY, clock, clock::move);

    @Test
    void retriesTemporaryFailures() throws Exception {
        try (SmtpScript server = new SmtpScript("220 hello").refusingDataOnce("451 not now")) {
            send(server.port());

            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.accepted()).containsExactly("ops@example.org");
        }
    }

    @Test
    void retriesRemainingRecipientsOnly() throws Exception {
        try (SmtpScript server = new SmtpScript("220 hello").refusingOnce("busy@example.org", "450 not now")) {
            MailNotifier notifier = Alerts.mail(server.port(), null);
            MailMessage mail = Alerts.compose(Alerts.died("mysql"), notifier);

            sender.send(mail.forRetry(List.of("ops@example.org", "busy@example.org"), false), notifier);

            assertThat(server.accepted()).containsExactly("ops@example.org", "busy@example.org");
        }
    }

    @Test
    void doesNotRetryPermanentFailures() throws Exception {
        try (SmtpScript server = new SmtpScript("220 hello").refusing("ops@example.org", "550 nobody")) {
            assertThatThrownBy(() -> send(server.port()))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("550 nobody");

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void waitsOnceForAnUnavailableServer() throws Exception {
        try (SmtpScript server = new SmtpScript("421 away")) {
            assertThatThrownBy(() -> send(server.port())).isInstanceOf(DeliveryException.class);
            int attempts = server.connections();
            assertThat(attempts).isGreaterThan(5);

            assertThatThrownBy(() -> send(server.port())).isInstanceOf(DeliveryException.class);

            assertThat(server.connections()).isEqualTo(attempts + 1);
        }
    }

    private void send(int port) throws Exception {
        MailNotifier notifier = Alerts.mail(port, null);
        sender.send(Alerts.compose(Alerts.died("mysql"), notifier), notifier);
    }
}
