package io.jenkins.plugins.dockereventwatch.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.grouping.AlertRouterFactory;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository.Queue;
import io.jenkins.plugins.dockereventwatch.postgres.PostgresServer;
import io.jenkins.plugins.dockereventwatch.postgres.WithPostgres;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many messages are claimed at most, and what happens to the others. */
class RateLimitTest {

    private static final int CLAIM_SIZE = 20;

    private Instant now = Alerts.NOW;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private int containers;
    private Store store;
    private Outbox outbox;
    private Queue queue;

    @BeforeEach
    void open() throws IOException {
        open(new StateLocation.Memory());
    }

    private void open(StateLocation location) throws IOException {
        store = Store.open(location);
        outbox = new Outbox(store, clock, new AlertRouterFactory(NotificationPolicies.EACH));
        queue = new Queue(store, "watcher", clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Nested
    class Limits {

        @Test
        void summarizesWhatExceedsTheBurst() throws Exception {
            die(1000);

            List<PendingMessage> sent = send(RateLimit.DEFAULT);

            assertThat(sent).hasSize(20);
            assertThat(sent.subList(0, 19))
                    .allSatisfy(message -> assertThat(message.isSingle()).isTrue());
            assertThat(sent.get(19).total()).isEqualTo(981);
            assertThat(sent.get(19).headline())
                    .contains("981 messages in one: the rate limit of 10 per minute is reached");
            assertThat(outbox.waiting(List.of("n"))).isZero();
        }

        @Test
        void sendsSummariesAtTheRate() throws Exception {
            die(20);
            assertThat(send(RateLimit.DEFAULT)).hasSize(20);
            int mails = 0;
            long alerts = 0;
            for (int second = 1; second <= 60; second++) {
                now = now.plusSeconds(1);
                die(3);
                List<PendingMessage> sent = send(RateLimit.DEFAULT);
                mails += sent.size();
                alerts += sent.stream().mapToLong(PendingMessage::total).sum();
            }

            assertThat(mails).isEqualTo(10);
            assertThat(alerts).isEqualTo(180);
        }

        @Test
        void sendsSingleAlertAtTheRate() throws Exception {
            die(20);
            send(RateLimit.DEFAULT);
            die(1);

            now = now.plusMillis(5999);
            assertThat(send(RateLimit.DEFAULT)).isEmpty();
            now = now.plusMillis(1);

            assertThat(send(RateLimit.DEFAULT)).singleElement().matches(PendingMessage::isSingle);
        }

        @Test
        void allowsBurstAfterPause() throws Exception {
            die(20);
            send(RateLimit.DEFAULT);
            now = now.plus(Duration.ofMinutes(2));
            die(20);

            assertThat(send(RateLimit.DEFAULT)).hasSize(20).allMatch(PendingMessage::isSingle);
        }

        @Test
        void zeroMeansNoLimit() throws Exception {
            die(1000);

            assertThat(send(RateLimit.OFF)).hasSize(1000).allMatch(PendingMessage::isSingle);
        }

        @Test
        void otherWatchersShareTheLimit() throws Exception {
            die(20);
            send(RateLimit.DEFAULT);
            die(5);

            queue = new Queue(store, "another watcher, or after a restart", clock);

            assertThat(send(RateLimit.DEFAULT)).isEmpty();
        }

        @Test
        void wrongClockDoesNotBlockForEver() throws Exception {
            now = now.plus(Duration.ofDays(1000));
            die(20);
            send(RateLimit.DEFAULT);
            now = Alerts.NOW;
            die(1);

            assertThat(send(RateLimit.DEFAULT)).hasSize(1);
        }

        @ParameterizedTest
        @CsvSource({"-1,20", "601,20", "10,0", "10,401"})
        void rejectsInvalidLimits(int perMinute, int burst) {
            assertThatThrownBy(() -> new RateLimit(perMinute, burst)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Summaries {

        private static final RateLimit ONE = new RateLimit(10, 1);

        @Test
        void recordsAllAlertsOfSummary() throws Exception {
            die(100);

            assertThat(send(ONE))
                    .singleElement()
                    .satisfies(message -> assertThat(message.total()).isEqualTo(100));

            long recorded = store.transaction(sql -> sql.of("select count(*) from alert a join delivery d"
                            + " on d.id = a.delivery where d.state = 'sent'")
                    .count());
            assertThat(recorded).isEqualTo(100);
        }

        @Test
        void countsMessagesAboutOtherSubjects() throws Exception {
            die(2);
            add(PendingMessage.Kind.CRASH_LOOP);
            add(PendingMessage.Kind.RESOLVED);
            add(PendingMessage.Kind.RESOLVED);

            assertThat(send(ONE)).singleElement().satisfies(message -> {
                assertThat(message.total()).isEqualTo(2);
                assertThat(message.headline())
                        .contains("5 messages in one (1 about crash loops, 2 about resolved alerts):"
                                + " the rate limit of 10 per minute is reached");
            });
        }

        @Test
        void summarizesResolvedAlertsAlone() throws Exception {
            die(1);
            send(RateLimit.OFF);
            add(PendingMessage.Kind.RESOLVED);
            add(PendingMessage.Kind.RESOLVED);

            assertThat(send(ONE))
                    .singleElement()
                    .satisfies(message -> assertThat(message.alerts()).hasSize(1));
        }

        @Test
        void keepsNotices() throws Exception {
            die(3);
            store.transaction(sql -> {
                new DeliveryRepository(sql, clock.millis()).add("n", new Notice("key", "", "subject", "text", "html"));
                return null;
            });

            assertThat(send(ONE))
                    .singleElement()
                    .matches(message -> message.notice().isPresent());
            now = now.plusSeconds(6);
            assertThat(send(ONE))
                    .singleElement()
                    .satisfies(message -> assertThat(message.total()).isEqualTo(3));
        }

        @Test
        void keepsOrderOfRetriedContainer() throws Exception {
            outbox.record(List.of(death("a", 1)), Map.of());
            PendingMessage first = queue.claim("n", 1).get(0);
            queue.begin(first);
            Queue.Failure rejected = new Queue.Failure("later", false, List.of());
            queue.postpone(first, Optional.of(now.plusSeconds(3600)), rejected);
            outbox.record(List.of(death("a", 2), death("b", 1), death("c", 1)), Map.of());

            assertThat(send(ONE))
                    .singleElement()
                    .satisfies(message -> assertThat(message.total()).isEqualTo(2));
        }
    }

    @Nested
    @WithPostgres
    class SharedState {

        @Test
        void limitsAndSummarizes(PostgresServer postgres) throws Exception {
            store.close();
            open(StateLocation.parse(postgres.createDatabase()));
            die(100);

            assertThat(send(RateLimit.DEFAULT))
                    .extracting(PendingMessage::total)
                    .hasSize(20)
                    .endsWith(81L);
            die(3);
            now = now.plusSeconds(6);
            assertThat(send(RateLimit.DEFAULT))
                    .extracting(PendingMessage::total)
                    .containsExactly(3L);
        }
    }

    private void add(PendingMessage.Kind kind) throws IOException {
        store.transaction(sql -> new DeliveryRepository(sql, clock.millis())
                .add("n", "key " + containers++, kind, clock.millis(), "headline", 1L));
    }

    private void die(int number) throws IOException {
        List<OutboxEntry> alerts = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            alerts.add(death("c" + containers++, 1));
        }
        outbox.record(alerts, Map.of());
    }

    private static OutboxEntry death(String name, int number) {
        return new OutboxEntry.NewAlert(Alerts.alert(
                Events.of("""
                {"Type":"container","Action":"die","Actor":{"ID":"%s","Attributes":{"name":"%s"}},"timeNano":%d}""".formatted(name, name, Duration.ofSeconds(number).toNanos()))));
    }

    /** Sends what is allowed now. */
    private List<PendingMessage> send(RateLimit rate) throws IOException {
        List<PendingMessage> sent = new ArrayList<>();
        List<PendingMessage> claimed = queue.claim("n", CLAIM_SIZE, rate);
        while (!claimed.isEmpty()) {
            for (PendingMessage message : claimed) {
                queue.begin(message);
                queue.sent(message, "n", rate);
            }
            sent.addAll(claimed);
            claimed = queue.claim("n", CLAIM_SIZE, rate);
        }
        return sent;
    }
}
