package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A summary of the outbox.
 *
 * @param totals the counters since the state was created
 * @param waiting the numbers of waiting messages by notifier; without an entry if there are none
 * @param held the numbers of those that were tried without success
 * @param failures the latest messages that were given up, the latest first, at most {@link #MAX_FAILURES}
 */
public record OutboxReport(Counters totals, Map<String, Long> waiting, Map<String, Long> held, List<Failure> failures) {

    /** Maximum number of reported failures. */
    public static final int MAX_FAILURES = 20;

    public record Failure(Instant at, String notifier, String error) {}

    /** @param since the earliest time of reported failures */
    public static OutboxReport read(Sql sql, Instant since) throws SQLException {
        DeliveryRepository deliveries = new DeliveryRepository(sql, since.toEpochMilli());
        return new OutboxReport(
                new CounterRepository(sql).read(),
                deliveries.waitingByNotifier(false),
                deliveries.waitingByNotifier(true),
                deliveries.failures(since, MAX_FAILURES));
    }
}
