package io.jenkins.plugins.dockereventwatch.heartbeat;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.HEARTBEAT_SUBJECT;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.NO_WATCH_RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.delivery.Delivery;
import io.jenkins.plugins.dockereventwatch.delivery.DeliveryStatistics;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer.Security;
import io.jenkins.plugins.dockereventwatch.outbox.Counter;
import io.jenkins.plugins.dockereventwatch.outbox.CounterRepository;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.postgres.PostgresServer;
import io.jenkins.plugins.dockereventwatch.postgres.WithPostgres;
import io.jenkins.plugins.dockereventwatch.reminder.SettableClock;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.watch.HostStatus;
import io.jenkins.plugins.dockereventwatch.watch.WatchHealth;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Heartbeat mails with a real state and a real mail server. */
@WithPostgres
class HeartbeatTest {

    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    /** A Wednesday. */
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T11:00:00Z"));

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, HostStatus> hosts = new LinkedHashMap<>();
    private final Map<String, String> errors = new LinkedHashMap<>();

    @TempDir
    private Path folder;

    /** A watcher without hosts. */
    private record Watcher(Delivery delivery, Heartbeat heartbeat) {}

    @BeforeEach
    void start() {
        hosts.put("docker-01", status(true, "2026-11-25T10:00:00Z", null));
    }

    @AfterEach
    void stop() throws Exception {
        closeAll();
    }

    private void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void reportsWholeWeekDespiteRestart() throws Exception {
        Watcher first = watcher(folderState());
        first.heartbeat.queueDue(weekly());
        recordEvents(first.delivery, 0, 5, 2);
        assertThat(first.delivery.awaitIdle(PATIENCE)).isTrue();
        closeAll();
        Watcher second = watcher(folderState());
        recordEvents(second.delivery, 5, 7, 1);
        assertThat(second.delivery.awaitIdle(PATIENCE)).isTrue();
        awaitEvents(12);
        assertThat(heartbeats()).isEmpty();

        clock.set(Instant.parse("2026-11-30T07:00:00Z"));
        second.heartbeat.queueDue(weekly());
        second.heartbeat.queueDue(weekly());

        assertThat(second.delivery.awaitIdle(PATIENCE)).isTrue();
        assertThat(heartbeats()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject())
                    .isEqualTo(HEARTBEAT_SUBJECT + " OK: 1 host, 12 events, 3 alerts, 3 messages delivered");
            assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
            assertThat(body(mail))
                    .contains("OK.")
                    .contains("Wed 25 Nov 2026 12:00 to Mon 30 Nov 2026 08:00 (Europe/Zurich):")
                    .containsPattern("docker-01 +12 +3 +0 +connected since Wed 25 Nov 2026 11:00")
                    .containsPattern("email +3 +0 +0")
                    .contains("<td>docker-01</td>")
                    .contains("Next heartbeat: Mon 7 Dec 2026 08:00.")
                    .doesNotContain("late");
        });

        clock.set(Instant.parse("2026-12-07T07:00:30Z"));
        second.heartbeat.queueDue(weekly());
        assertThat(second.delivery.awaitIdle(PATIENCE)).isTrue();
        assertThat(heartbeats()).hasSize(2);
        assertThat(heartbeats().get(1).getSubject())
                .startsWith(HEARTBEAT_SUBJECT + " 1 problem: 1 host, 0 events, 0 alerts, 1 message");
        assertThat(body(heartbeats().get(1))).contains("- docker-01 sent no events. Check whether this is expected.");
    }

    @Test
    void sendsLateMailAfterOutage() throws Exception {
        Watcher first = watcher(folderState());
        first.heartbeat.queueDue(weekly());
        closeAll();
        clock.set(Instant.parse("2026-12-16T13:00:00Z"));

        Watcher second = watcher(folderState());
        second.heartbeat.queueDue(weekly());
        second.heartbeat.queueDue(weekly());

        assertThat(second.delivery.awaitIdle(PATIENCE)).isTrue();
        assertThat(heartbeats())
                .singleElement()
                .satisfies(mail -> assertThat(body(mail))
                        .contains("This mail is late: it was due on Mon 14 Dec 2026 08:00" + NO_WATCH_RUNNING)
                        .contains("Wed 25 Nov 2026 12:00 to Wed 16 Dec 2026 14:00"));
    }

    @Test
    void listsProblemsFirstAndEscaped() throws Exception {
        hosts.put("docker-02", status(false, "2026-11-26T10:00:00Z", "<b>nothing</b>\r\nanswers & there"));
        Watcher watcher = watcher(folderState());
        watcher.heartbeat.queueDue(weekly());
        recordEvents(watcher.delivery, 0, 1, 0);
        watcher.delivery.cursor("docker-01").gap();
        // Nothing listens on port 1, so that the message fails after the time limit of the policy.
        watcher.delivery.replaceNotifiers(Map.of("email", mail("email", port()), "broken", mail("broken", 1)));
        watcher.delivery.submit(alert("docker-01", 77, "broken"));
        await().atMost(PATIENCE).until(() -> watcher.delivery.statistics().failed() == 1);
        awaitEvents(1);

        clock.set(Instant.parse("2026-11-30T07:00:00Z"));
        watcher.heartbeat.queueDue(weekly());

        assertThat(watcher.delivery.awaitIdle(PATIENCE)).isTrue();
        MimeMessage mail = heartbeats().get(0);
        assertThat(mail.getSubject()).startsWith(HEARTBEAT_SUBJECT + " 3 problems: 2 hosts, ");
        assertThat(body(mail))
                .contains("- docker-02 has been disconnected since Thu 26 Nov 2026 11:00: <b>nothing</b> answers &"
                        + " there")
                .contains("<li>docker-02 has been disconnected since Thu 26 Nov 2026 11:00: &lt;b&gt;nothing&lt;/b&gt;")
                .contains("- docker-01: the Docker Engine did not provide all events of 1 outage.")
                .contains("- broken: 1 message failed.")
                .containsPattern("broken +mail server 127.0.0.1:1");
    }

    @Test
    void twoWatchersSendOneMailPerWeek(PostgresServer postgres) throws Exception {
        StateLocation shared = StateLocation.parse(postgres.createDatabase());
        Watcher one = watcher(shared);
        Watcher other = watcher(shared);
        one.heartbeat.queueDue(weekly());
        recordEvents(one.delivery, 0, 9, 3);
        recordEvents(other.delivery, 0, 9, 3);
        assertThat(one.delivery.awaitIdle(PATIENCE)).isTrue();
        assertThat(other.delivery.awaitIdle(PATIENCE)).isTrue();
        awaitEvents(9);
        int weeks = 10;
        for (int week = 0; week < weeks; week++) {
            clock.set(Instant.parse("2026-11-30T07:00:00Z").plus(Duration.ofDays(7L * week)));
            Thread second = new Thread(() -> other.heartbeat.queueDue(weekly()));
            second.start();
            one.heartbeat.queueDue(weekly());
            second.join();
        }

        await().atMost(PATIENCE).until(() -> heartbeats().size() >= weeks);
        assertThat(one.delivery.awaitIdle(PATIENCE)).isTrue();
        assertThat(heartbeats()).hasSize(weeks);
        // Two watchers do not deliver in order.
        assertThat(heartbeats())
                .extracting(MimeMessage::getSubject)
                .filteredOn(subject -> subject.contains("9 events, 3 alerts, 3 messages delivered"))
                .hasSize(1);
    }

    @Test
    void sendsOnSchedule() throws Exception {
        Store store = Store.open(new StateLocation.Memory());
        open.push(store);
        open.push(new Delivery(
                store,
                Map.of("email", mail("email", port())),
                Clock.systemUTC(),
                RetryPolicy.DELIVERY,
                TransportTimeouts.DEFAULT));
        Heartbeat heartbeat = new Heartbeat(store, this::health, Clock.systemUTC());
        open.push(heartbeat);

        heartbeat.change(Optional.of(new HeartbeatSettings(
                CronSchedule.parse("* * * * * ?", ZURICH, "test", Holidays.NONE, Instant.now()), List.of("email"))));

        await().atMost(PATIENCE).until(() -> heartbeats().size() >= 2);
    }

    private static HostStatus status(boolean connected, String since, String trouble) {
        return new HostStatus(
                connected,
                Instant.parse(since),
                new HostStatus.Counts(0, 0, new HostStatus.Defects(0, 0), 0, 0, HostStatus.Found.NONE),
                null,
                trouble,
                "Docker Engine 29.3.0");
    }

    private WatchHealth health() {
        return new WatchHealth(hosts, new DeliveryStatistics(0, 0, 0), Optional.empty(), errors, clock.instant());
    }

    private StateLocation folderState() {
        return new StateLocation.Folder(folder.resolve("state"));
    }

    private int port() {
        return server.getSmtp().getPort();
    }

    private static MailNotifier mail(String name, int port) {
        return new MailNotifier(
                name,
                new MailServer("127.0.0.1", port, Security.NONE, Optional.empty()),
                "watch@example.org",
                List.of("ops@example.org"),
                RateLimit.OFF,
                Optional.empty());
    }

    private Watcher watcher(StateLocation location) throws Exception {
        Store store = Store.open(location);
        open.push(store);
        RetryPolicy once = RetryPolicy.DELIVERY.limitedTo(Duration.ofSeconds(-1));
        Delivery delivery =
                new Delivery(store, Map.of("email", mail("email", port())), clock, once, TransportTimeouts.DEFAULT);
        open.push(delivery);
        return new Watcher(delivery, new Heartbeat(store, this::health, clock));
    }

    private HeartbeatSettings weekly() {
        return new HeartbeatSettings(
                CronSchedule.parse(CronSchedule.WEEKLY, ZURICH, "test", Holidays.NONE, clock.instant()),
                List.of("email"));
    }

    /** Events from the {@code first} second on, and of the first of them alerts. */
    private static void recordEvents(Delivery delivery, int first, int events, int alerts) {
        HostCursor cursor = delivery.cursor("docker-01");
        for (int i = first; i < first + events; i++) {
            Alert alert = alert("docker-01", i, "email");
            cursor.passed(alert.event());
            if (i - first < alerts) {
                delivery.submit(alert);
            }
            cursor.reached(alert.event().time());
        }
    }

    private static Alert alert(String host, int second, String notifier) {
        DockerEvent event = Events.of("""
            {"Type":"container","Action":"die","Actor":{"ID":"c%d","Attributes":{"name":"c%d"}},"timeNano":%d}\
            """.formatted(second, second, (1_795_600_000L + second) * 1_000_000_000L));
        return Alert.of(event, host, List.of("a rule"), notifier);
    }

    /** Events are written a moment after alerts. */
    private void awaitEvents(long number) throws Exception {
        await().atMost(PATIENCE).until(() -> {
            Store store = (Store) open.peekLast();
            return store.transaction(sql -> new CounterRepository(sql).read().sum(Counter.EVENTS)) == number;
        });
    }

    private List<MimeMessage> heartbeats() throws Exception {
        List<MimeMessage> mails = new ArrayList<>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            if (mail.getSubject().startsWith(HEARTBEAT_SUBJECT)) {
                mails.add(mail);
            }
        }
        return mails;
    }

    /** Text and HTML, one after the other. */
    private static String body(MimeMessage mail) throws Exception {
        StringBuilder all = new StringBuilder();
        Multipart parts = (Multipart) mail.getContent();
        for (int i = 0; i < parts.getCount(); i++) {
            all.append(parts.getBodyPart(i).getContent());
        }
        return all.toString();
    }
}
