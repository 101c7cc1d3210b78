package io.jenkins.plugins.dockereventwatch.outbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.grouping.AlertRouterFactory;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * A process that uses a state as a watch does, from several threads, until it is killed. Prints what the state contains
 * each time that it is opened, and each commit after it has returned:
 *
 * <pre>
 * opening            the state is created or opened next
 * row ID RANK        a message in the state that was opened
 * cursor HOST NANOS  a cursor in the state that was opened, or a commit
 * opened             all rows are printed
 * commit ID RANK     a commit
 * closing            the state is closed next
 * </pre>
 */
final class CommittingProcess {

    /** How far a message has come. */
    enum Rank {
        WAITING,
        BEGUN,
        SENT
    }

    private static final int THREADS = 4;

    /** Small and large files: few alerts of each thread before the state is closed, or many. */
    private static final int FEW_ALERTS = 10;

    private static final int MANY_ALERTS = 100;

    /** Longer than a test looks back. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    static final String LOG_LINE = "x".repeat(900);

    private final Store store;
    private final Outbox outbox;
    private final DeliveryRepository.Queue queue;

    private CommittingProcess(Store store) {
        this.store = store;
        this.outbox = new Outbox(store, Clock.systemUTC(), new AlertRouterFactory(NotificationPolicies.EACH));
        this.queue = new DeliveryRepository.Queue(store, UUID.randomUUID().toString(), Clock.systemUTC());
    }

    /**
     * Runs until it is killed.
     *
     * @param arguments the folder of the state, and the time in milliseconds after which the database reuses space
     */
    public static void main(String[] arguments) throws Exception {
        Random random = new Random();
        // Closing compacts the file, and opening reads it.
        while (true) {
            print("opening");
            try (Store store = Store.open(new StateLocation.Folder(Path.of(arguments[0])))) {
                reuseSpaceAfter(store, Integer.parseInt(arguments[1]));
                CommittingProcess process = new CommittingProcess(store);
                process.printState();
                process.work(random.nextBoolean() ? FEW_ALERTS : MANY_ALERTS);
                print("closing");
            }
        }
    }

    static void reuseSpaceAfter(Store store, int milliseconds) throws SQLException {
        try (Connection connection = store.connections().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set retention_time " + milliseconds);
        }
    }

    private void printState() throws StoreException {
        store.transaction(sql -> {
            sql.of("select id, case when state = 'sent' then 2 when in_flight or possible_duplicate then 1 else 0 end"
                            + " from delivery")
                    .query(row -> print("row " + row.getLong(1) + " " + Rank.values()[row.getInt(2)]));
            return sql.of("select label, seen_until from host")
                    .query(row -> print("cursor " + row.getString(1) + " " + row.getLong(2)));
        });
        print("opened");
    }

    private void work(int alerts) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String name = "thread-" + i;
            threads.add(new Thread(() -> send(name, alerts), name));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void send(String name, int alerts) {
        try {
            for (int i = 0; i < alerts; i++) {
                DockerEvent event = death(name);
                outbox.record(
                        List.of(new OutboxEntry.NewAlert(Alert.of(event, name, List.of(LOG_LINE), name))),
                        Map.of(name, CursorUpdate.to(event.time())));
                print("cursor " + name + " " + event.timeNano());
                for (PendingMessage message : queue.claim(name, 10)) {
                    long id = message.entry().id();
                    print("commit " + id + " " + Rank.WAITING);
                    queue.begin(message);
                    print("commit " + id + " " + Rank.BEGUN);
                    queue.sent(message, name);
                    print("commit " + id + " " + Rank.SENT);
                }
            }
            outbox.forget(KEPT);
            store.compact();
        } catch (StoreException e) {
            print("failed " + e);
            Runtime.getRuntime().halt(1);
        }
    }

    static DockerEvent death(String name) {
        ObjectNode json = Events.container("die", "name", name).json().deepCopy();
        json.put("timeNano", System.currentTimeMillis() * 1_000_000 + System.nanoTime() % 1_000_000);
        return DockerEvent.of(json, DockerEvent.Origin.STREAM);
    }

    private static String print(String line) {
        synchronized (System.out) {
            System.out.println(line);
            System.out.flush();
        }
        return line;
    }
}
