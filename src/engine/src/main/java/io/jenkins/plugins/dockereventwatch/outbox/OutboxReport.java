package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in the outbox, for people.
 *
 * @param totals what was counted since the state was made
 * @param waiting how many messages wait, by notifier; none: no entry
 * @param held how many of them were tried in vain
 * @param failures the last messages that were given up, latest first, at most {@link #MOST}
 */
public record OutboxReport(Counters totals, Map<String, Long> waiting, Map<String, Long> held, List<Failure> failures) {

    /** How many failures are named. */
    public static final int MOST = 20;

    /**
     * A message that was given up.
     *
     * @param at when
     * @param notifier whose
     * @param trouble why, in plain words
     */
    public record Failure(Instant at, String notifier, String trouble) {}

    /** Reads it, with failures since a time. */
    public static OutboxReport read(Sql sql, Instant since) throws SQLException {
        List<Failure> failures = sql.query(
                row -> new Failure(
                        Instant.ofEpochMilli(row.getLong(1)),
                        row.getString(2),
                        String.valueOf(row.getString(3)).strip()),
                "select finished_at, notifier, trouble from delivery where state = 'failed' and finished_at >= ?"
                        + " order by finished_at desc, id desc fetch first " + MOST + " rows only",
                since.toEpochMilli());
        return new OutboxReport(Counters.read(sql), waiting(sql, ""), waiting(sql, " and attempts > 0"), failures);
    }

    private static Map<String, Long> waiting(Sql sql, String which) throws SQLException {
        Map<String, Long> waiting = new TreeMap<>();
        sql.query(
                row -> waiting.put(row.getString(1), row.getLong(2)),
                "select notifier, count(*) from delivery where state = 'waiting'" + which + " group by notifier");
        return waiting;
    }
}
