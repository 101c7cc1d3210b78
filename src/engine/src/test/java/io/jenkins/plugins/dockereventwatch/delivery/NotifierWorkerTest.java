package io.jenkins.plugins.dockereventwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.SmtpScript;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.store.Faults;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Internal errors in the threads of a delivery. */
class NotifierWorkerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final RuntimeException BUG = new IllegalStateException("simulated bug");

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    private final LoggedLines log = new LoggedLines();
    private Store store;

    @BeforeEach
    void start() throws IOException {
        store = Store.open(new StateLocation.Memory());
    }

    @AfterEach
    void stop() {
        store.close();
        log.close();
    }

    @Test
    void countsSentMailIfAcknowledgementFails() throws Exception {
        try (Delivery delivery = delivery(at("update delivery set state = ?, error", BUG))) {
            delivery.submit(Alerts.died("mysql"));

            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
            assertThat(delivery.statistics()).isEqualTo(new DeliveryStatistics(1, 0, 0));
        }
        assertThat(log.lines()).noneMatch(line -> line.contains("giving"));
        assertThat(server.getReceivedMessages()).hasSize(1);
        long sent = store.transaction(sql ->
                sql.of("select count(*) from delivery where state = 'sent'").count());
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void sendsAfterAnInternalError() throws Exception {
        try (Delivery delivery = delivery(at("update delivery set in_flight = true", BUG))) {
            delivery.submit(Alerts.died("mysql"));

            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
            assertThat(delivery.statistics()).isEqualTo(new DeliveryStatistics(1, 0, 0));
        }
        assertThat(log.lines()).singleElement().asString().contains("deliver n: internal error");
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void retriesNowAfterSettingsChangedWithoutState() throws Exception {
        RetryPolicy patient = new RetryPolicy(PATIENCE, PATIENCE, PATIENCE);
        try (SmtpScript refusing = new SmtpScript("220 hello").refusingDataOnce("451 later");
                Delivery delivery = Alerts.delivery(
                        at("update delivery set due_at = created_at", new SQLException("away")),
                        refusing.port(),
                        patient,
                        TransportTimeouts.DEFAULT)) {
            delivery.submit(Alerts.died("mysql"));
            await().atMost(PATIENCE).until(() -> log.lines().stream().anyMatch(line -> line.contains("451 later")));

            delivery.replaceNotifiers(Map.of("n", Alerts.mail(server.getSmtp().getPort(), null)));

            await().atMost(PATIENCE.dividedBy(3)).until(() -> server.getReceivedMessages().length == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-event-watch deliver n", "docker-event-watch outbox maintenance"})
    void reportsAndRetriesInternalErrors(String thread) throws Exception {
        FailingClock clock = new FailingClock(thread);
        try (Delivery delivery = new Delivery(
                store,
                Map.of("n", Alerts.mail(server.getSmtp().getPort(), null)),
                clock.withZone(ZoneOffset.UTC),
                Alerts.QUICK,
                TransportTimeouts.DEFAULT)) {
            await().atMost(PATIENCE).until(() -> !delivery.errors().isEmpty());
            assertThat(delivery.errors().toString())
                    .contains("internal error (NoClassDefFoundError), see the log")
                    .doesNotContain("simulated");

            delivery.submit(Alerts.died("mysql"));
            clock.fails = false;

            await().atMost(PATIENCE).until(() -> delivery.errors().isEmpty());
            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
            assertThat(server.getReceivedMessages()).hasSize(1);
        }
    }

    /** Fails in one thread. */
    private static final class FailingClock implements InstantSource {

        private final String thread;
        private volatile boolean fails = true;

        FailingClock(String thread) {
            this.thread = thread;
        }

        @Override
        public Instant instant() {
            if (fails && Thread.currentThread().getName().equals(thread)) {
                throw new NoClassDefFoundError("simulated");
            }
            return Instant.now();
        }
    }

    private Store at(String statement, Exception fault) {
        return Faults.at(statement, fault, store);
    }

    private Delivery delivery(Store disturbed) throws IOException {
        return Alerts.delivery(disturbed, server.getSmtp().getPort());
    }
}
