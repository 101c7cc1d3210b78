package io.jenkins.plugins.dockereventwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.Transport;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.SmtpScript;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.store.Faults;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
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

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, StackOverflowError.class, NoClassDefFoundError.class})
    void keepsAlertDespiteErrors(Class<? extends Error> type) throws Exception {
        FailingNotifier failing =
                new FailingNotifier(Alerts.mail(server.getSmtp().getPort(), null), type);
        try (Delivery delivery =
                new Delivery(store, Map.of("n", failing), Clock.systemUTC(), Alerts.QUICK, TransportTimeouts.DEFAULT)) {
            delivery.submit(Alerts.died("mysql"));

            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
            assertThat(delivery.statistics()).isEqualTo(new DeliveryStatistics(1, 0, 0));
        }
        assertThat(server.getReceivedMessages())
                .singleElement()
                .satisfies(mail ->
                        assertThat(mail.getHeader(Message.POSSIBLE_DUPLICATE)).containsExactly("yes"));
    }

    /** Fails once with an error while it sends. */
    private record FailingNotifier(Notifier real, Class<? extends Error> type) implements Notifier {

        @Override
        public String name() {
            return real.name();
        }

        @Override
        public RateLimit rateLimit() {
            return real.rateLimit();
        }

        @Override
        public Message compose(PendingMessage pending, ZonedDateTime now) throws DeliveryException {
            return real.compose(pending, now);
        }

        @Override
        public Transport open(TransportTimeouts timeouts) {
            Transport transport = real.open(timeouts);
            AtomicBoolean failed = new AtomicBoolean();
            return message -> {
                if (failed.compareAndSet(false, true)) {
                    throw newError();
                }
                return transport.send(message);
            };
        }

        private Error newError() {
            try {
                return type.getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
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
