package io.jenkins.plugins.dockereventwatch.service;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.HEARTBEAT_SUBJECT;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.INTERNAL_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.availability.AvailabilitySettings;
import io.jenkins.plugins.dockereventwatch.availability.HostSettings;
import io.jenkins.plugins.dockereventwatch.config.Monitoring;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.EventStream;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderLinks;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import io.jenkins.plugins.dockereventwatch.watch.ContextResolver;
import io.jenkins.plugins.dockereventwatch.watch.ScriptedEngine;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each thread of the engine, with an unexpected exception. */
class ThreadFailureTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final String PREFIX = "docker-event-watch ";

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    private final FailingClock clock = new FailingClock();
    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicInteger deaths = new AtomicInteger();

    private ScriptedEngine engine;
    private Store store;
    private WatchService service;

    /** The name of the thread that fails, without number; empty: none. */
    private volatile String failing = "";

    @BeforeEach
    void start() throws Exception {
        engine = new ScriptedEngine();
        store = Store.open(new StateLocation.Memory());
        ContextResolver contexts = context -> {
            failIfChosen();
            return context;
        };
        service = new WatchService(
                store,
                new WatchIntegrations(
                        (build, text) -> {
                            failIfChosen();
                            return text;
                        },
                        contexts,
                        alert -> {
                            failIfChosen();
                            return Optional.of(alert);
                        },
                        ReminderLinks.NONE),
                clock.withZone(ZoneOffset.UTC));
        service.apply(configuration());
        await().atMost(TIMEOUT).until(() -> service.hosts().get("here").status().connected());
        await().atMost(TIMEOUT).until(() -> heartbeats().count() > 2 && readings.get() > 0);
    }

    @AfterEach
    void stop() {
        failing = "";
        service.close();
        store.close();
        engine.close();
    }

    /** @param reported the failing thread in the problems */
    @ParameterizedTest
    @CsvSource({
        "outbox, outbox",
        "outbox maintenance, outbox maintenance",
        "deliver alerts, deliver alerts",
        "here, here",
        "here, events of here",
        "alerts here, alerts here",
        "alerts here, builds of here",
        "alerts here, complete alerts",
        "queries here, queries here",
        "task, heartbeat",
        "host updates, host updates: read",
        "availability, availability",
    })
    void survivesAndReportsUnexpectedErrors(String thread, String reported) throws Exception {
        failing = PREFIX + thread;
        use(reported);

        await().atMost(TIMEOUT).until(() -> service.health().problems().containsKey("thread " + reported));
        assertThat(service.health().problems().get("thread " + reported)).endsWith(INTERNAL_ERROR);
        if (!thread.equals("task")) {
            String line = "- Thread " + reported + ": .*internal error \\(IllegalStateException\\), see the log\\.";
            await().atMost(TIMEOUT)
                    .until(() ->
                            heartbeats().anyMatch(mail -> body(mail).lines().anyMatch(each -> each.matches(line))));
        }

        failing = "";
        use(reported);

        await().atMost(TIMEOUT).until(() -> service.health().errors().isEmpty());
        int number = deaths.get();
        int read = readings.get();
        long sent = heartbeats().count();
        die();
        await().atMost(TIMEOUT)
                .until(() -> subjects().anyMatch(subject -> subject.contains("container-" + number + " died")));
        await().atMost(TIMEOUT)
                .until(() -> readings.get() > read && heartbeats().count() > sent);
    }

    @Test
    void sendsAlertDespiteErrors() {
        failing = PREFIX + "alerts here";
        die();

        await().atMost(TIMEOUT).until(() -> subjects().anyMatch(subject -> subject.contains("container-0 died")));
    }

    @Test
    void streamContinuesAfterFailingListener() throws Exception {
        try (DockerConnection connection = DockerConnection.open(engine.host(), TIMEOUT);
                EventStream stream =
                        EventStream.open(connection, EventFilters.NONE, Instant.now(), null, (line, reason) -> {
                            throw new IllegalStateException("caused by this test");
                        })) {
            engine.sendAndRecord("not an event");
            assertThatThrownBy(() -> stream.poll(TIMEOUT)).isInstanceOf(IllegalStateException.class);

            die();

            assertThat(stream.poll(TIMEOUT)).map(DockerEvent::action).contains("die");
        }
    }

    /** Lets the thread do what fails. */
    private void use(String reported) throws IOException {
        if (reported.equals("here")) {
            engine.endStreams();
        } else {
            die();
        }
    }

    private void die() {
        String name = "container-" + deaths.getAndIncrement();
        engine.container(name, "\"Running\":false");
        engine.answerInstead("/containers/" + name + "/logs", "a line\n");
        engine.sendAndRecord("""
                {"Type":"container","Action":"die","Actor":{"ID":"%1$s","Attributes":{"name":"%1$s","exitCode":"1"}},\
                "timeNano":%2$d}""".formatted(name, System.currentTimeMillis() * 1_000_000));
    }

    private void failIfChosen() {
        String name = Thread.currentThread().getName();
        if (name.equals(failing) || name.startsWith(failing + "-")) {
            throw new IllegalStateException("caused by this test");
        }
    }

    private WatchConfiguration configuration() {
        Condition death = new Condition(
                new FieldPath("Action"), Condition.Operator.EQUALS, Condition.Quantifier.ANY, List.of("die"));
        CronSchedule everySecond =
                CronSchedule.parse("* * * * * ?", ZoneOffset.UTC, "test", Holidays.NONE, Instant.now());
        Map<String, Notifier> notifiers = Map.of("alerts", mail("alerts"), "ops", mail("ops"));
        return new WatchConfiguration(
                Map.of("here", engine.host()),
                notifiers,
                EventFilters.NONE,
                RuleSet.of(List.of(new Rule("deaths", List.of(death), List.of(), List.of("alerts")))),
                NotificationPolicies.DEFAULT,
                new Monitoring(
                        new AvailabilitySettings(
                                List.of(), Optional.of(new HostSettings(Duration.ofHours(1), List.of("ops")))),
                        Optional.of(new ReminderSettings(
                                Map.of("machine", this::probe),
                                Duration.ofSeconds(1),
                                UpdatePolicy.DEFAULT,
                                everySecond,
                                new ReminderSettings.Mails(false, false, List.of()),
                                new ReminderSettings.Escalation(0, List.of()))),
                        Optional.of(new HeartbeatSettings(everySecond, List.of("ops")))));
    }

    private String probe() throws UnreadableHostException {
        failIfChosen();
        readings.incrementAndGet();
        throw new UnreadableHostException("not read by this test");
    }

    private MailNotifier mail(String name) {
        return new MailNotifier(
                name,
                new MailServer("127.0.0.1", server.getSmtp().getPort(), MailServer.Security.NONE, Optional.empty()),
                "watch@example.org",
                List.of(name + "@example.org"),
                RateLimit.OFF,
                Optional.empty());
    }

    private Stream<String> subjects() {
        return Stream.of(server.getReceivedMessages()).map(ThreadFailureTest::subject);
    }

    private Stream<MimeMessage> heartbeats() {
        return Stream.of(server.getReceivedMessages())
                .filter(mail -> subject(mail).startsWith(HEARTBEAT_SUBJECT));
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String body(MimeMessage mail) {
        try {
            return ((Multipart) mail.getContent()).getBodyPart(0).getContent().toString();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails in the chosen thread. */
    private final class FailingClock implements InstantSource {

        @Override
        public Instant instant() {
            failIfChosen();
            return Instant.now();
        }
    }
}
