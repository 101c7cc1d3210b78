package io.jenkins.plugins.dockereventwatch.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.delivery.LoggedLines;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.grouping.AlertRouterFactory;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.outbox.CommittingProcess.Rank;
import io.jenkins.plugins.dockereventwatch.postgres.PostgresServer;
import io.jenkins.plugins.dockereventwatch.postgres.WithPostgres;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was committed to PostgreSQL is there after its server was killed, and the open state works again. */
@WithPostgres
class KilledDatabaseTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int THREADS = 4;
    private static final int KILLS = Boolean.getBoolean("test.long") ? 20 : 1;
    private static final int COMMITS_BETWEEN_KILLS = 200;

    private final Map<Long, Rank> commits = new ConcurrentHashMap<>();
    private final Map<String, Long> cursors = new ConcurrentHashMap<>();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean stopped;

    @Test
    void keepsCommitsOfKilledServer(PostgresServer postgres) throws Exception {
        try (Store store = Store.open(StateLocation.parse(postgres.createDatabase()))) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String name = "thread-" + i;
                threads.add(new Thread(() -> commit(store, name), name));
            }
            threads.forEach(Thread::start);
            try {
                for (int i = 0; i < KILLS; i++) {
                    awaitCommits();
                    postgres.kill();
                    postgres.startAgain();
                    awaitCommits();
                }
            } finally {
                stopped = true;
            }
            for (Thread thread : threads) {
                thread.join(PATIENCE.toMillis());
            }

            Map<Long, Rank> found = new HashMap<>();
            Map<String, Long> foundCursors = new HashMap<>();
            store.transaction(sql -> {
                sql.of(
                                "select id, case when state = 'sent' then 2 when in_flight or possible_duplicate then 1 else 0 end"
                                        + " from delivery")
                        .query(row -> found.put(row.getLong(1), Rank.values()[row.getInt(2)]));
                return sql.of("select label, seen_until from host")
                        .query(row -> foundCursors.put(row.getString(1), row.getLong(2)));
            });
            assertThat(failures).as("transactions that the kills ended").hasPositiveValue();
            assertThat(commits)
                    .isNotEmpty()
                    .allSatisfy(
                            (id, rank) -> assertThat(found.get(id)).isNotNull().isGreaterThanOrEqualTo(rank));
            assertThat(cursors)
                    .hasSize(THREADS)
                    .allSatisfy(
                            (host, nanos) -> assertThat(foundCursors.get(host)).isGreaterThanOrEqualTo(nanos));
        }
    }

    @ParameterizedTest
    @CsvSource({"off, 1", "on, 0", "local, 0"})
    void warnsOfAsynchronousCommits(String setting, int warnings, PostgresServer postgres) throws Exception {
        String url = postgres.createDatabase() + "&options=-c%20synchronous_commit=" + setting;
        try (LoggedLines log = new LoggedLines()) {
            Store.open(StateLocation.parse(url)).close();

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("synchronous_commit is off"))
                    .hasSize(warnings);
        }
    }

    private void awaitCommits() {
        long enough = committed.get() + COMMITS_BETWEEN_KILLS;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> committed.get() >= enough);
    }

    private void commit(Store store, String name) {
        Outbox outbox = new Outbox(store, Clock.systemUTC(), new AlertRouterFactory(NotificationPolicies.EACH));
        DeliveryRepository.Queue queue = new DeliveryRepository.Queue(store, name, Clock.systemUTC());
        for (long i = 1; !stopped; i++) {
            try {
                DockerEvent event = death(name, i);
                outbox.record(
                        List.of(new OutboxEntry.NewAlert(Alert.of(event, name, List.of("rule"), name))),
                        Map.of(name, CursorUpdate.to(event.time())));
                cursors.put(name, event.timeNano());
                committed.incrementAndGet();
                for (PendingMessage message : queue.claim(name, 10)) {
                    long id = message.entry().id();
                    commits.put(id, Rank.WAITING);
                    queue.begin(message);
                    commits.put(id, Rank.BEGUN);
                    queue.sent(message, name);
                    commits.put(id, Rank.SENT);
                }
            } catch (StoreException e) {
                failures.incrementAndGet();
            }
        }
    }

    private static DockerEvent death(String name, long number) {
        ObjectNode json = Events.container("die", "name", name).json().deepCopy();
        json.put("timeNano", 1_795_848_450_000_000_000L + number);
        return DockerEvent.of(json, DockerEvent.Origin.STREAM);
    }
}
