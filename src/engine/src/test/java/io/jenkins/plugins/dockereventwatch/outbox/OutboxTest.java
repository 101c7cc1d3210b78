package io.jenkins.plugins.dockereventwatch.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.AlertJson;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.alert.ImageVerdict;
import io.jenkins.plugins.dockereventwatch.delivery.Delivery;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.ReceivedMail;
import io.jenkins.plugins.dockereventwatch.notify.email.SmtpScript;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and cursors across restarts of the program. */
class OutboxTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private StateLocation location;

    @BeforeEach
    void start() {
        location = new StateLocation.Folder(folder.resolve("state"));
    }

    @AfterEach
    void stop() throws Exception {
        closeAll();
    }

    @Nested
    class StoredAlerts {

        @Test
        void sendsWaitingAlertsAfterRestart() throws Exception {
            try (SmtpScript refusing = new SmtpScript("421 busy")) {
                Delivery first = delivery(refusing.port());
                first.submit(Alerts.died("one"));
                first.submit(Alerts.died("two"));
                await().atMost(PATIENCE).until(() -> refusing.connections() > 1);
                closeAll();
            }

            Delivery second = delivery(server.getSmtp().getPort());

            assertThat(second.awaitIdle(PATIENCE)).isTrue();
            assertThat(names()).containsExactly("one", "two");
            assertThat(duplicates()).isEmpty();
        }

        @Test
        void storesCompleteAlert() throws Exception {
            Alert alert = new Alert(
                    Alerts.died("mysql").event(),
                    "docker-01",
                    List.of("one rule", "another"),
                    "n",
                    new AlertContext(
                            Optional.of(new BuildReference(
                                    Optional.of("https://ci.example.org/job/a/1/"),
                                    "a",
                                    1,
                                    Optional.of("node"),
                                    Optional.empty())),
                            List.of("author@example.org"),
                            true,
                            List.of("last words", "\u0000 \"quoted\" ☠"),
                            Optional.of(new ImageVerdict(
                                    "mysq",
                                    "denied",
                                    "why",
                                    new ImageVerdict.PolicyRule("rule", "x:1:2"),
                                    "remedy",
                                    "mysql"))));

            assertThat(AlertJson.read(AlertJson.write(alert))).isEqualTo(alert);
        }

        @Test
        void sendsToRecipientsOfAlert() throws Exception {
            Delivery delivery = delivery(server.getSmtp().getPort());
            delivery.submit(new Alert(
                    Alerts.died("mysql").event(),
                    "docker-01",
                    List.of("a rule"),
                    "n",
                    new AlertContext(
                            Optional.empty(),
                            List.of(
                                    "author@example.org",
                                    "ops@example.org",
                                    "no address",
                                    "x@y\r\nBcc: evil@example.org"),
                            false,
                            List.of())));

            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
            assertThat(server.getReceivedMessages())
                    .hasSize(2)
                    .allSatisfy(mail ->
                            assertThat(mail.getHeader("To", null)).isEqualTo("ops@example.org, author@example.org"));
        }

        @Test
        void keepsOrderPerContainer() throws Exception {
            try (SmtpScript script = new SmtpScript("220 hello").refusingDataOnce("451 later")) {
                // Far later than the others need.
                Delivery delivery = delivery(
                        script.port(),
                        new RetryPolicy(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMinutes(1)));
                Alert first = Alerts.alert(Events.of("""
                        {"Type":"container","Action":"die","Actor":{"ID":"a","Attributes":{"name":"a1"}},"timeNano":1}"""));
                Alert second = Alerts.alert(Events.of("""
                        {"Type":"container","Action":"die","Actor":{"ID":"a","Attributes":{"name":"a2"}},"timeNano":2}"""));
                Alert other = Alerts.alert(Events.of("""
                        {"Type":"container","Action":"die","Actor":{"ID":"b","Attributes":{"name":"b"}},"timeNano":3}"""));
                List.of(first, second, other).forEach(delivery::submit);

                assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
                assertThat(script.subjects()).containsSubsequence("a1", "a2").hasSize(3);
                assertThat(script.subjects().get(0)).isEqualTo("b");
            }
        }
    }

    @Nested
    class Duplicates {

        @Test
        void marksPossibleDuplicates() throws Exception {
            try (SmtpScript hanging = new SmtpScript("220 hello").hangingAfterData()) {
                Delivery first = delivery(hanging.port());
                first.submit(Alerts.died("doubtful"));
                first.submit(Alerts.died("next"));
                await().atMost(PATIENCE)
                        .until(() ->
                                hanging.connections() > 0 && !hanging.accepted().isEmpty());
                closeAll();
            }

            Delivery second = delivery(server.getSmtp().getPort());

            assertThat(second.awaitIdle(PATIENCE)).isTrue();
            assertThat(names()).containsExactly("doubtful", "next");
            assertThat(duplicates()).containsExactly("doubtful");
        }

        @Test
        void ignoresReplayedAlert() throws Exception {
            Alert alert = Alerts.died("mysql");
            Delivery first = delivery(server.getSmtp().getPort());
            first.submit(alert);
            first.submit(alert);
            assertThat(first.awaitIdle(PATIENCE)).isTrue();
            closeAll();

            Delivery second = delivery(server.getSmtp().getPort());
            second.submit(alert);

            assertThat(second.awaitIdle(PATIENCE)).isTrue();
            assertThat(names()).containsExactly("mysql");
        }
    }

    @Nested
    class DerivedDeaths {

        @Test
        void recognizesDerivedDeath() throws Exception {
            Delivery delivery = delivery(server.getSmtp().getPort());
            delivery.submit(death(1000, DockerEvent.Origin.STREAM));
            delivery.submit(death(990, DockerEvent.Origin.FOUND_AFTERWARDS));
            delivery.submit(death(2000, DockerEvent.Origin.FOUND_AFTERWARDS));
            delivery.submit(death(2010, DockerEvent.Origin.STREAM));
            delivery.submit(death(2020, DockerEvent.Origin.STREAM));

            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
            assertThat(names()).containsExactly("at 1000", "at 2000", "at 2020");
        }

        @Test
        void recognizesEventsOfDerivedDeath() throws Exception {
            Delivery delivery = delivery(server.getSmtp().getPort());
            delivery.submit(death(990, DockerEvent.Origin.FOUND_AFTERWARDS));
            delivery.submit(death(1000, DockerEvent.Origin.STREAM));
            delivery.submit(death(1000, DockerEvent.Origin.STREAM));

            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
            assertThat(names()).containsExactly("at 990");
        }

        @Test
        void distinguishesReplayedFromLaterDeath() throws Exception {
            Delivery delivery = delivery(server.getSmtp().getPort());
            delivery.submit(death(1000, DockerEvent.Origin.STREAM));
            Alert later = death(1500, DockerEvent.Origin.FOUND_AFTERWARDS);
            delivery.submit(Alerts.alert(later.event()
                    .withLifeSince(
                            death(1001, DockerEvent.Origin.STREAM).event().timeNano())));
            delivery.submit(death(1000, DockerEvent.Origin.STREAM));
            delivery.submit(death(1510, DockerEvent.Origin.STREAM));

            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
            assertThat(names()).containsExactly("at 1000", "at 1500");
        }

        @Test
        void recognizesEndOfSameRun() throws Exception {
            Delivery delivery = delivery(server.getSmtp().getPort());
            Alert seen = death(30_000, DockerEvent.Origin.STREAM);
            delivery.submit(seen);
            Alert found = death(60_000, DockerEvent.Origin.FOUND_AFTERWARDS);
            delivery.submit(
                    Alerts.alert(found.event().withLifeSince(seen.event().timeNano() - 1)));
            delivery.submit(
                    Alerts.alert(found.event().withLifeSince(seen.event().timeNano() + 1)));

            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
            assertThat(names()).containsExactly("at 30000", "at 60000");
        }
    }

    @Nested
    class Cursor {

        @Test
        void waitsForHeldEvents() throws Exception {
            Delivery delivery = delivery(server.getSmtp().getPort());
            HostCursor cursor = delivery.cursor("docker-01");
            Alert early = death(2000, DockerEvent.Origin.STREAM);
            Alert late = death(3000, DockerEvent.Origin.STREAM);
            cursor.reached(early.event().time().minusSeconds(1));
            cursor.hold(late.event());
            cursor.hold(early.event());
            cursor.reached(late.event().time().plusSeconds(1));

            await().atMost(PATIENCE)
                    .until(() -> reached(cursor), early.event().time().minusNanos(1)::equals);
            cursor.release(early.event());
            await().atMost(PATIENCE)
                    .until(() -> reached(cursor), late.event().time().minusNanos(1)::equals);
            cursor.release(late.event());
            await().atMost(PATIENCE)
                    .until(() -> reached(cursor), late.event().time().plusSeconds(1)::equals);
        }

        @Test
        void neverMovesBack() throws Exception {
            Delivery first = delivery(server.getSmtp().getPort());
            assertThat(first.cursor("docker-01").stored()).isEmpty();
            Instant reached = Instant.parse("2026-11-24T08:00:00.123456789Z");
            first.cursor("docker-01").reached(reached);
            closeAll();

            Delivery second = delivery(server.getSmtp().getPort());
            second.cursor("docker-01").reached(reached.minusSeconds(60));
            closeAll();

            assertThat(delivery(server.getSmtp().getPort()).cursor("docker-01").stored())
                    .contains(new HostCursor.Stored(reached, reached));
        }

        private static Instant reached(HostCursor cursor) throws IOException {
            return cursor.stored().map(HostCursor.Stored::reached).orElse(null);
        }
    }

    private static Alert death(long millis, DockerEvent.Origin origin) {
        DockerEvent event = Events.of("""
                {"Type":"container","Action":"die","Actor":{"ID":"a","Attributes":{"name":"at %d"}},"timeNano":%d}""".formatted(millis, 1_795_457_529_000_000_000L + millis * 1_000_000));
        return Alerts.alert(DockerEvent.of(event.json(), origin));
    }

    private Delivery delivery(int port) throws IOException {
        return delivery(port, Alerts.QUICK);
    }

    private Delivery delivery(int port, RetryPolicy retry) throws IOException {
        Store store = Store.open(location);
        open.push(store);
        Delivery delivery = Alerts.delivery(store, port, retry, TransportTimeouts.DEFAULT);
        open.push(delivery);
        return delivery;
    }

    private void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private List<String> names() {
        return ReceivedMail.subjects(server);
    }

    private List<String> duplicates() throws Exception {
        List<String> names = new ArrayList<>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            if ("yes".equals(mail.getHeader(MailMessage.POSSIBLE_DUPLICATE, null))) {
                names.add(mail.getSubject());
            }
        }
        return names;
    }
}
