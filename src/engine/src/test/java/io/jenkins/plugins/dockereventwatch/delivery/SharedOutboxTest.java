package io.jenkins.plugins.dockereventwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.ReceivedMail;
import io.jenkins.plugins.dockereventwatch.notify.email.SmtpScript;
import io.jenkins.plugins.dockereventwatch.postgres.PostgresServer;
import io.jenkins.plugins.dockereventwatch.postgres.WithPostgres;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Watchers that share one PostgreSQL database. */
@WithPostgres
class SharedOutboxTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private StateLocation location;

    @AfterEach
    void stop() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void sendsAlertOfBothWatchersOnce(PostgresServer postgres) throws Exception {
        location = StateLocation.parse(postgres.createDatabase());
        Delivery one = delivery(server.getSmtp().getPort());
        Delivery other = delivery(server.getSmtp().getPort());
        List<Alert> alerts =
                IntStream.range(0, 200).mapToObj(i -> Alerts.died("c" + i)).toList();

        Thread second = new Thread(() -> alerts.forEach(other::submit));
        second.start();
        alerts.forEach(one::submit);
        second.join();

        assertThat(one.awaitIdle(PATIENCE)).isTrue();
        assertThat(other.awaitIdle(PATIENCE)).isTrue();
        assertThat(subjects())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 200).mapToObj(i -> "c" + i).toList());
        assertThat(one.statistics().delivered() + other.statistics().delivered())
                .isEqualTo(200);
    }

    @Test
    void takesOverMessagesOfEndedWatcher(PostgresServer postgres) throws Exception {
        location = StateLocation.parse(postgres.createDatabase());
        try (SmtpScript hanging = new SmtpScript("220 hello").hangingAfterData()) {
            Store dying = Store.open(location);
            Delivery first = Alerts.delivery(
                    dying,
                    hanging.port(),
                    new TransportTimeouts(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5)));
            open.push(first);
            first.submit(Alerts.died("in flight"));
            first.submit(Alerts.died("waiting"));
            await().atMost(PATIENCE).until(() -> !hanging.accepted().isEmpty());
            // To the database, this is a killed process: it stops responding and releases nothing.
            dying.close();

            Delivery second = delivery(server.getSmtp().getPort());

            await().atMost(PATIENCE).until(() -> subjects().size() == 2);
            assertThat(second.awaitIdle(PATIENCE)).isTrue();
            assertThat(subjects()).containsExactly("in flight", "waiting");
            assertThat(server.getReceivedMessages()[0].getHeader(MailMessage.POSSIBLE_DUPLICATE))
                    .containsExactly("yes");
            assertThat(server.getReceivedMessages()[1].getHeader(MailMessage.POSSIBLE_DUPLICATE))
                    .isNull();
        }
    }

    @Test
    void takesOverMessagesOfRemovedNotifier(PostgresServer postgres) throws Exception {
        location = StateLocation.parse(postgres.createDatabase());
        try (SmtpScript refusing = new SmtpScript("421 busy");
                Store store = Store.open(location);
                Delivery before = Alerts.delivery(store, refusing.port())) {
            Stream.of("one", "two", "three").map(SharedOutboxTest::diedByItself).forEach(before::submit);
            await().atMost(PATIENCE).until(() -> before.statistics().waiting() == 3);
        }
        HaltingClock clock = new HaltingClock();
        clock.halt();
        Store store = Store.open(location);
        open.push(store);
        Delivery first = new Delivery(
                store,
                Map.of(
                        "n",
                        Alerts.mail(
                                server.getSmtp().getPort(),
                                Alerts.template("Subject: {{.Actor.Attributes.name}}\n\nx"))),
                clock.withZone(ZoneOffset.UTC),
                Alerts.QUICK,
                TransportTimeouts.DEFAULT);
        open.push(first);
        await().atMost(PATIENCE).until(clock::isHalting);

        first.replaceNotifiers(Map.of());
        clock.resume();
        Delivery second = delivery(server.getSmtp().getPort());

        assertThat(second.awaitIdle(PATIENCE)).isTrue();
        assertThat(subjects()).containsExactly("one", "two", "three");
    }

    @Test
    void losesNothingDuringDatabaseOutage(PostgresServer postgres) throws Exception {
        location = StateLocation.parse(postgres.createDatabase());
        Delivery one = delivery(server.getSmtp().getPort());
        one.submit(Alerts.died("before"));
        await().atMost(PATIENCE).until(() -> subjects().size() == 1);

        postgres.kill();
        one.submit(Alerts.died("meanwhile"));
        await().atMost(PATIENCE).until(() -> one.stateError().isPresent());
        postgres.startAgain();

        assertThat(one.awaitIdle(PATIENCE)).isTrue();
        assertThat(subjects()).containsExactly("before", "meanwhile");
        assertThat(one.stateError()).isEmpty();
    }

    @Test
    void waitsForDatabaseOnStart(PostgresServer postgres) throws Exception {
        location = StateLocation.parse(postgres.createDatabase());
        Store store = Store.open(location);
        open.push(store);
        postgres.kill();

        Delivery one = Alerts.delivery(store, server.getSmtp().getPort());
        open.push(one);
        one.submit(Alerts.died("meanwhile"));
        postgres.startAgain();

        assertThat(one.awaitIdle(PATIENCE)).isTrue();
        assertThat(subjects()).containsExactly("meanwhile");
    }

    private Delivery delivery(int port) throws IOException {
        Store store = Store.open(location);
        open.push(store);
        Delivery delivery = Alerts.delivery(store, port);
        open.push(delivery);
        return delivery;
    }

    /** The only alert of its container, so that its mail waits for no other. */
    private static Alert diedByItself(String name) {
        return Alerts.alert(Events.of("""
                {"Type":"container","Action":"die","Actor":{"ID":"%s","Attributes":{"name":"%s"}},"timeNano":1}""".formatted(name, name)));
    }

    private List<String> subjects() {
        return ReceivedMail.subjects(server);
    }

    /** Blocks the thread that composes a message when it reads the time. */
    private static final class HaltingClock implements InstantSource {

        private final Semaphore permit = new Semaphore(1);

        void halt() throws InterruptedException {
            permit.acquire();
        }

        boolean isHalting() {
            return permit.hasQueuedThreads();
        }

        void resume() {
            permit.release();
        }

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().contains(" deliver ")) {
                permit.acquireUninterruptibly();
                permit.release();
            }
            return Instant.now();
        }

        @Override
        public long millis() {
            return System.currentTimeMillis();
        }
    }
}
