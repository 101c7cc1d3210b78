package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds in an outbox what does not get to its notifiers. */
final class DeliveryProblems {

    private final Store store;

    DeliveryProblems(Store store) {
        this.store = store;
    }

    private record Refused(int attempts, long since, String answer) {}

    /** Of some notifiers those that have trouble. */
    List<DeliveryProblem> of(Collection<String> notifiers) throws StoreException {
        return store.transaction(connection -> {
            List<DeliveryProblem> troubles = new ArrayList<>();
            for (String notifier : notifiers) {
                of(new Sql(connection), notifier).ifPresent(troubles::add);
            }
            return troubles;
        });
    }

    private static Optional<DeliveryProblem> of(Sql sql, String notifier) throws SQLException {
        String label = Outbox.label(notifier);
        Optional<Refused> waiting = refused(
                sql,
                "select attempts, created_at, trouble from delivery where notifier = ? and state = 'waiting'"
                        + " and attempts > 0 and trouble is not null order by created_at, id",
                label);
        Optional<Refused> last = refused(
                sql,
                "select 0, finished_at, trouble from delivery where notifier = ? and state = 'failed'"
                        + " order by finished_at desc, id desc",
                label);
        // What got there afterwards shows that the trouble is over.
        long givenUp = last.isEmpty()
                ? 0
                : sql.count(
                        "select count(*) from delivery where notifier = ? and state = 'failed' and finished_at >"
                                + " coalesce((select max(finished_at) from delivery where notifier = ?"
                                + " and state = 'sent'), 0)",
                        label,
                        label);
        if (waiting.isEmpty() && givenUp == 0) {
            return Optional.empty();
        }
        Refused shown = waiting.or(() -> last).orElseThrow();
        return Optional.of(new DeliveryProblem(
                notifier,
                sql.count("select count(*) from delivery where notifier = ? and state = 'waiting'", label),
                shown.attempts,
                Instant.ofEpochMilli(shown.since),
                givenUp,
                shown.answer));
    }

    private static Optional<Refused> refused(Sql sql, String select, String label) throws SQLException {
        return sql.first(
                row -> new Refused(
                        row.getInt(1),
                        row.getLong(2),
                        Optional.ofNullable(row.getString(3)).orElse("")),
                select + " fetch first 1 rows only",
                label);
    }
}
