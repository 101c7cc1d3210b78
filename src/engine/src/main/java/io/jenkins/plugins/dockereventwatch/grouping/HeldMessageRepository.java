package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.outbox.SummaryRepository;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The messages that wait for the active hours of their notifiers; never notices. All times are milliseconds since the epoch.
 *
 * <p>Notifiers are named by their {@link #label}.
 */
record HeldMessageRepository(Sql sql, long now) {

    /** A held message becomes due by its release only. */
    private static final long NEVER = Long.MAX_VALUE;

    private static final String MOVABLE =
            " where notifier = ? and state = 'waiting' and kind <> 'NOTICE' and owner is null";
    private static final String HELD = MOVABLE + " and active_at is not null";

    /** Returns the name by which the table knows a notifier. */
    static String label(String notifier) {
        return Sql.label(notifier);
    }

    /** Holds the messages of a notifier that are due before its active hours start. */
    void hold(String notifier, long start) throws SQLException {
        sql.of("update delivery set due_at = ?, active_at = ?" + MOVABLE + " and (due_at < ? or active_at < ?)")
                .update(NEVER, start, notifier, start, start);
    }

    /** Passes the messages of a notifier that are due before its active hours start on to another notifier. */
    void passOn(String notifier, String other, long start) throws SQLException {
        sql.of("update delivery set notifier = ?, due_at = case when active_at is null then due_at else ? end,"
                        + " active_at = null" + MOVABLE + " and (due_at < ? or active_at is not null)")
                .update(other, now, notifier, start);
    }

    /** Returns the notifiers with held messages. */
    List<String> holding() throws SQLException {
        return sql.of("select distinct notifier from delivery where active_at is not null and state = 'waiting'")
                .query(row -> row.getString(1));
    }

    /** Makes the held messages of a notifier due, in one message if no attempt was made to send them. */
    void release(String notifier) throws SQLException {
        String untried = HELD + " and attempts = 0";
        if (sql.of("select count(*) from delivery" + untried).count(notifier) > 1) {
            sql.of("update delivery set state = '" + SummaryRepository.SUMMARIZING + "'" + untried)
                    .update(notifier);
            new SummaryRepository(sql, now).summarize(notifier, "they waited for the active hours");
        }
        // They have not been delayed by the server.
        sql.of("update delivery set due_at = ?, created_at = ?, active_at = null" + HELD)
                .update(now, now, notifier);
    }

    /** Returns when the active hours start next for which a message waits; empty: none waits. */
    Optional<Long> nextStart() throws SQLException {
        return sql.of("select min(active_at) from delivery where active_at is not null and state = 'waiting'")
                .number();
    }
}
