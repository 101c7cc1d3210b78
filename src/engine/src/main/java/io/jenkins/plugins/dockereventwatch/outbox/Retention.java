package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/**
 * Forgets the alerts that came to their end and are of no use any more: for telling a replayed event from a new one, for
 * seeing a crash loop, or as what another message is about.
 */
public final class Retention {

    private static final String OF_NO_USE = "held_until is null"
            + " and id not in (select alert from crash_loop) and id not in (select alert from trouble)"
            + " and id not in (select about from delivery where state = 'waiting' and about is not null)"
            + " and time_nano < (select seen_until from host where label = alert.host)";

    private final Store store;
    private final Clock clock;

    public Retention(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Size(long alerts, long characters) {

        boolean exceeds(Size other) {
            return alerts > other.alerts || characters > other.characters;
        }
    }

    /** Forgets what is older than {@code age}, and was sent before that; groups that have told nothing for so long. */
    public void forget(Duration age) throws StoreException {
        long before = clock.millis() - age.toMillis();
        store.transaction(connection -> {
            Sql sql = new Sql(connection);
            sql.update(
                    "delete from alert where recorded_at < ? and not exists (select 1 from delivery d where d.id ="
                            + " alert.delivery and (d.state = 'waiting' or d.finished_at >= ?)) and " + OF_NO_USE,
                    before,
                    before);
            sql.update(
                    "delete from delivery where state <> 'waiting' and finished_at < ?"
                            + " and not exists (select 1 from alert a where a.delivery = delivery.id)",
                    before);
            return sql.update("delete from alert_group where last_due < ?", before);
        });
    }

    /**
     * Forgets the oldest where there are more than a number of alerts, or of characters in them.
     *
     * @return whether there still are more, which wait for something
     */
    public boolean shrink(long alerts, long characters) throws StoreException {
        Size most = new Size(alerts, characters);
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            Size size = size(sql);
            if (!size.exceeds(most)) {
                return false;
            }
            // Half of what fits, so that this is not done again for the next one.
            long fit = Math.min(alerts, (long) (size.alerts * ((double) characters / size.characters)));
            sql.update(
                    "delete from alert where id <= (select id from alert order by id desc limit 1 offset ?)"
                            + " and not exists (select 1 from delivery d where d.id = alert.delivery"
                            + " and d.state = 'waiting') and " + OF_NO_USE,
                    fit / 2);
            sql.update("delete from delivery where state <> 'waiting'"
                    + " and not exists (select 1 from alert a where a.delivery = delivery.id)");
            return size(sql).exceeds(most);
        });
    }

    private static Size size(Sql sql) throws SQLException {
        return sql.first(
                        row -> new Size(row.getLong(1), row.getLong(2)),
                        "select count(*), coalesce(sum(char_length(body)), 0) from alert")
                .orElseThrow();
    }
}
