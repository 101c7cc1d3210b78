package io.jenkins.plugins.dockereventwatch.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.delivery.Delivery;
import io.jenkins.plugins.dockereventwatch.delivery.LoggedLines;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.SmtpScript;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Problems with the delivery of messages. */
class DeliveryProblemsTest {

    private final LoggedLines log = new LoggedLines();
    private Store store;
    private Delivery delivery;

    @AfterEach
    void close() {
        delivery.close();
        store.close();
        log.close();
    }

    @Test
    void reportsRetriedMessageUntilDelivered() throws Exception {
        int port;
        try (SmtpScript busy = new SmtpScript("421 come back later")) {
            port = busy.port();
            start(Alerts.mail(port, null));
            delivery.submit(Alerts.died("mysql"));
            delivery.submit(Alerts.died("redis"));
            await().until(() -> !delivery.notifierProblems().isEmpty()
                    && delivery.notifierProblems().get(0).attempts() > 2);

            assertThat(delivery.notifierProblems()).singleElement().satisfies(trouble -> {
                assertThat(trouble.notifier()).isEqualTo("n");
                assertThat(trouble.waiting()).isEqualTo(2);
                assertThat(trouble.givenUp()).isZero();
                assertThat(trouble.answer()).contains("421 come back later");
            });
        }

        GreenMail later = LocalMailServer.startOn(port);
        try {
            assertThat(delivery.awaitIdle(Duration.ofSeconds(20))).isTrue();
            assertThat(delivery.notifierProblems()).isEmpty();
        } finally {
            later.stop();
        }
    }

    @Test
    void reportsGivenUpMessageUntilNextDelivery() throws Exception {
        try (SmtpScript server = new SmtpScript("220 ready").refusingOnce("ops@example.org", "550 no such user")) {
            start(Alerts.mail(server.port(), null));
            delivery.submit(Alerts.died("mysql"));
            await().until(() -> delivery.statistics().failed() == 1);

            assertThat(delivery.notifierProblems()).singleElement().satisfies(trouble -> {
                assertThat(trouble.givenUp()).isEqualTo(1);
                assertThat(trouble.attempts()).isZero();
                assertThat(trouble.waiting()).isZero();
                assertThat(trouble.answer()).contains("550 no such user");
            });

            delivery.submit(Alerts.died("mysql"));
            assertThat(delivery.awaitIdle(Duration.ofSeconds(20))).isTrue();
            await().untilAsserted(() -> assertThat(delivery.notifierProblems()).isEmpty());
        }
    }

    @Test
    void ignoresUntriedMessages() throws Exception {
        try (SmtpScript silent = new SmtpScript("hang")) {
            start(Alerts.mail(silent.port(), null));
            delivery.submit(Alerts.died("mysql"));
            await().until(() -> silent.connections() > 0);

            assertThat(delivery.notifierProblems()).isEqualTo(List.of());
        }
    }

    private void start(MailNotifier notifier) throws StoreException {
        store = Store.open(new StateLocation.Memory());
        delivery = new Delivery(
                store,
                Map.of("n", notifier),
                Clock.systemUTC(),
                Alerts.QUICK,
                new TransportTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10)));
    }
}
