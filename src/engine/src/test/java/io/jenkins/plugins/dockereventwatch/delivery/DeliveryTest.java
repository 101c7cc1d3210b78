package io.jenkins.plugins.dockereventwatch.delivery;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.RETRYING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.alert.MemoryBudget;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.grouping.ActiveHours;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer.Security;
import io.jenkins.plugins.dockereventwatch.notify.email.ReceivedMail;
import io.jenkins.plugins.dockereventwatch.notify.email.SmtpScript;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.schedule.WeeklyPeriod;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.text.Login;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PASSWORD = "hush-hush";

    private final List<AutoCloseable> open = new ArrayList<>();
    private final LoggedLines log = new LoggedLines();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
        log.close();
    }

    @Nested
    class Sending {

        @Test
        void sendsInOrder() throws Exception {
            GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTP, 0);
            Delivery delivery = delivery(Alerts.mail(server.getSmtp().getPort(), null));

            for (int i = 0; i < 20; i++) {
                delivery.submit(Alerts.died("c" + i));
            }

            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
            assertThat(delivery.statistics()).isEqualTo(new DeliveryStatistics(20, 0, 0));
            assertThat(ReceivedMail.subjects(server).stream().map(subject -> subject.split(" ")[1]))
                    .hasSize(20)
                    .startsWith("c0", "c1", "c2")
                    .endsWith("c19");
        }

        @Test
        void sendsByOtherNotifierOutsideActiveHours() throws Exception {
            GreenMail day = greenMail(ServerSetup.PROTOCOL_SMTP, 0);
            GreenMail night = greenMail(ServerSetup.PROTOCOL_SMTP, 0);
            MailNotifier other = new MailNotifier(
                    "night",
                    new MailServer("127.0.0.1", night.getSmtp().getPort(), Security.NONE, Optional.empty()),
                    "watch@example.org",
                    List.of("night@example.org"),
                    RateLimit.OFF,
                    Optional.empty());
            Delivery delivery = delivery(
                    TransportTimeouts.DEFAULT,
                    Map.of("n", Alerts.mail(day.getSmtp().getPort(), null), "night", other));
            WeeklyPeriod later = new WeeklyPeriod(
                    Set.of(LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek()),
                    LocalTime.NOON,
                    LocalTime.MIDNIGHT);
            ActiveHours hours = new ActiveHours(List.of(later), ZoneOffset.UTC, Optional.of("night"));
            delivery.replacePolicies(
                    new NotificationPolicies(NotificationPolicy.EACH, Map.of(), List.of(), Map.of("n", hours)));

            delivery.submit(Alerts.died("mysql"));

            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
            assertThat(day.getReceivedMessages()).isEmpty();
            assertThat(night.getReceivedMessages()).hasSize(1);
        }

        @Test
        void sendsDespiteARejectedRecipient() throws Exception {
            try (SmtpScript script =
                    new SmtpScript("220 hello").refusing("gone@example.org", "550 no such user here")) {
                Delivery delivery = delivery(new MailNotifier(
                        "n",
                        new MailServer("127.0.0.1", script.port(), Security.NONE, Optional.empty()),
                        "watch@example.org",
                        List.of("gone@example.org", "good@example.org"),
                        RateLimit.OFF,
                        Optional.empty()));

                delivery.submit(Alerts.died("mysql"));

                assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
                assertThat(script.accepted()).containsExactly("good@example.org");
                assertThat(log.lines())
                        .singleElement()
                        .asString()
                        .contains(
                                "gone@example.org: 550 no such user here; the other recipients have received the mail");
            }
        }

        @Test
        void retriesRemainingRecipientsOnly() throws Exception {
            try (SmtpScript script = new SmtpScript("220 hello")
                    .refusing("gone@example.org", "550 no such user here")
                    .refusingOnce("slow@example.org", "451 later")) {
                Delivery delivery = delivery(new MailNotifier(
                        "n",
                        new MailServer("127.0.0.1", script.port(), Security.NONE, Optional.empty()),
                        "watch@example.org",
                        List.of("gone@example.org", "good@example.org", "slow@example.org"),
                        RateLimit.OFF,
                        Optional.empty()));

                delivery.submit(Alerts.died("mysql"));

                assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
                assertThat(script.accepted()).containsExactly("good@example.org", "slow@example.org");
                assertThat(log.lines()).anyMatch(line -> line.contains("gone@example.org: 550 no such user here"));
            }
        }

        @Test
        void closesWithoutWaitingForSlowServers() throws Exception {
            try (SmtpScript hanging = new SmtpScript("hang")) {
                TransportTimeouts patient =
                        new TransportTimeouts(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5));
                Delivery delivery = delivery(patient, Alerts.mail(hanging.port(), null));
                delivery.submit(Alerts.died("mysql"));
                await().until(() -> hanging.connections() > 0);

                await().atMost(Duration.ofSeconds(5)).untilAsserted(delivery::close);
            }

            assertThat(log.lines()).singleElement().asString().contains("Stopped; messages not sent: 1");
            await().during(Duration.ofMillis(300)).until(() -> log.lines().size() == 1);
        }
    }

    @Nested
    class Authentication {

        @Test
        void logsIn() throws Exception {
            GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTP, 0);
            server.setUser("user@example.org", "user@example.org", PASSWORD);
            int port = server.getSmtp().getPort();

            Delivery delivery = delivery(mail(port, Security.STARTTLS_IF_OFFERED, PASSWORD));
            delivery.submit(Alerts.died("mysql"));

            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
            assertThat(server.getReceivedMessages()).hasSize(1);
        }

        @Test
        void sendsAfterThePasswordIsCorrected() throws Exception {
            GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTP, 0);
            server.setUser("user@example.org", "user@example.org", PASSWORD);
            int port = server.getSmtp().getPort();
            Delivery delivery = delivery(mail(port, Security.NONE, "wrong-" + PASSWORD));
            delivery.submit(Alerts.died("mysql"));
            await().until(() -> log.lines().stream().anyMatch(line -> line.contains("rejects the login")));

            delivery.replaceNotifiers(Map.of("n", mail(port, Security.NONE, PASSWORD)));

            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(log.lines()).noneMatch(line -> line.contains(PASSWORD));
        }

        @Test
        void neverSendsUnencryptedIfStarttlsIsRequired() throws Exception {
            GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTP, 0);
            Delivery delivery = delivery(Alerts.mail(
                    new MailServer(
                            "127.0.0.1", server.getSmtp().getPort(), Security.STARTTLS_REQUIRED, Optional.empty()),
                    null));

            delivery.submit(Alerts.died("mysql"));

            await().until(() -> !log.lines().isEmpty());
            assertThat(log.lines().get(0)).contains("does not offer STARTTLS", "not sent unencrypted");
            assertThat(server.getReceivedMessages()).isEmpty();
        }
    }

    @Nested
    class RetriesAndFailures {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "421 too busy now|rejects the connection: 421 too busy now",
                    "554 go away|go away",
                    "hang|does not reply in time",
                    "close|closes the connection without a reply",
                    "garbage \u0007 here|garbage"
                })
        void retriesAndLogsRejectedConnections(String greeting, String words) throws Exception {
            try (SmtpScript script = new SmtpScript(greeting)) {
                Delivery delivery = delivery(Alerts.SHORT, mail(script.port(), Security.NONE, PASSWORD));

                delivery.submit(Alerts.died("mysql"));

                await().until(() -> log.lines().size() >= 2 && script.connections() >= 2);
                assertThat(log.lines().subList(0, 2))
                        .allSatisfy(line -> assertThat(line)
                                .startsWith("WARNING notifier n: mail server 127.0.0.1:" + script.port())
                                .contains(words, "; " + RETRYING + " in ")
                                .doesNotContain(PASSWORD, "\n", "Exception")
                                .hasSizeLessThan(500));
                assertThat(delivery.statistics().waiting()).isEqualTo(1);
            }
        }

        @Test
        void retriesAndLogsUnreachableServers() throws IOException {
            int port;
            try (SmtpScript script = new SmtpScript("close")) {
                port = script.port();
            }
            Delivery delivery = delivery(Alerts.mail(port, null));

            delivery.submit(Alerts.died("mysql"));

            await().until(() -> log.lines().size() >= 2);
            assertThat(log.lines().get(0)).contains("127.0.0.1:" + port, "refused", RETRYING);
        }

        @Test
        void givesUpRejectedMailsAndContinues() throws Exception {
            try (SmtpScript script = new SmtpScript("220 hello").refusingDataOnce("552 too large")) {
                Delivery delivery = delivery(Alerts.mail(script.port(), null));

                delivery.submit(Alerts.died("first"));
                delivery.submit(Alerts.died("second"));

                assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
                assertThat(delivery.statistics()).isEqualTo(new DeliveryStatistics(1, 1, 0));
                assertThat(log.lines()).singleElement().asString().contains("552 too large", "giving up the message");
            }
        }

        @Test
        void givesUpMessagesOfRemovedNotifiers() throws Exception {
            try (SmtpScript refusing = new SmtpScript("421 busy")) {
                Delivery delivery = delivery(Alerts.mail(refusing.port(), null));
                delivery.submit(Alerts.died("mysql"));
                await().until(() -> refusing.connections() > 0);

                delivery.replaceNotifiers(Map.of());
                delivery.submit(Alerts.died("mysql"));

                assertThat(delivery.statistics()).isEqualTo(new DeliveryStatistics(0, 2, 0));
                assertThat(log.lines())
                        .anyMatch(line -> line.contains("notifier n: removed; messages not sent: 1"))
                        .anyMatch(line -> line.contains("no longer configured"));
            }
        }
    }

    @Nested
    class MemoryLimit {

        @Test
        void rejectsAlertsBeyondTheMemoryLimit() throws Exception {
            try (SmtpScript hanging = new SmtpScript("hang")) {
                Delivery delivery = delivery(Alerts.mail(hanging.port(), null));
                for (int i = 0; i < MemoryBudget.ALERTS + 5; i++) {
                    delivery.submit(Alerts.died("mysql"));
                }

                assertThat(delivery.statistics().failed()).isEqualTo(5);
                // An alert that is being written may be counted twice.
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(delivery.statistics())
                                .isEqualTo(new DeliveryStatistics(0, 5, MemoryBudget.ALERTS)));
                assertThat(log.lines())
                        .filteredOn(line -> line.contains("rejecting alerts"))
                        .hasSize(1);
            }
        }

        @Test
        void releasesMemoryOfSilencedAlerts() throws Exception {
            GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTP, 0);
            Delivery delivery = delivery(Alerts.mail(server.getSmtp().getPort(), null));
            RecurringSilence always = new RecurringSilence(
                    List.of(),
                    Set.of(DayOfWeek.values()),
                    LocalTime.MIDNIGHT,
                    LocalTime.MIDNIGHT,
                    ZoneOffset.UTC,
                    "quiet");
            delivery.replacePolicies(new NotificationPolicies(NotificationPolicy.EACH, Map.of(), List.of(always)));
            int most = MemoryBudget.ALERTS * 3 / 5;
            for (int half = 0; half < 2; half++) {
                for (int i = 0; i < most; i++) {
                    delivery.submit(Alerts.alert(Events.of("""
                            {"Type":"container","Action":"die","Actor":{"ID":"%d-%d"},"timeNano":1}""".formatted(half, i))));
                }
                assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
                delivery.tick();
            }

            assertThat(delivery.statistics()).isEqualTo(new DeliveryStatistics(0, 0, 0));
        }

        @Test
        void limitsTheMemoryOfHugeEvents() throws Exception {
            try (SmtpScript hanging = new SmtpScript("hang")) {
                Delivery delivery = delivery(Alerts.mail(hanging.port(), null));
                String name = "x".repeat(240_000);

                for (int i = 0; i < 100; i++) {
                    delivery.submit(Alerts.died(name));
                }

                assertThat(delivery.statistics().waiting()).isEqualTo(69);
                assertThat(delivery.statistics().failed()).isEqualTo(31);
            }
        }
    }

    private GreenMail greenMail(String protocol, int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", protocol));
        server.start();
        open.add(server::stop);
        return server;
    }

    private static MailNotifier mail(int port, Security security, String password) {
        return Alerts.mail(
                new MailServer(
                        "127.0.0.1", port, security, Optional.of(new Login("user@example.org", new Secret(password)))),
                null);
    }

    private Delivery delivery(Notifier notifier) throws StoreException {
        return delivery(TransportTimeouts.DEFAULT, notifier);
    }

    private Delivery delivery(TransportTimeouts times, Notifier notifier) throws StoreException {
        return delivery(times, Map.of("n", notifier));
    }

    private Delivery delivery(TransportTimeouts times, Map<String, Notifier> notifiers) throws StoreException {
        Store store = Store.open(new StateLocation.Memory());
        open.add(0, store);
        Delivery delivery = new Delivery(store, notifiers, Clock.systemUTC(), Alerts.QUICK, times);
        open.add(0, delivery);
        return delivery;
    }
}
