package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertJson;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Claims what is due for one notifier, in one transaction. What it costs is bounded by what it claims, however much waits:
 * it goes through what is due by an index, and stops where it has something.
 */
final class Claim {

    private static final Logger LOG = System.getLogger(Claim.class.getName());

    /** So many messages are looked at before what was found among them is enough. */
    private static final int LOOKED_AT = 500;

    private static final String CLAIMABLE = "state = 'waiting' and due_at <= ? and (owner is null or owner = ?"
            + " or not exists (select 1 from watcher w where w.id = owner))";

    private final Sql sql;
    private final String watcher;
    private final long now;
    private final String notifier;

    /** For one transaction, at {@code now} in milliseconds since the epoch. */
    Claim(Sql sql, String watcher, long now, String notifier) {
        this.sql = sql;
        this.watcher = watcher;
        this.now = now;
        this.notifier = notifier;
    }

    private record Due(long id, long due, String lane) {}

    /** Claims at most so many, and no more than a thousand or so alerts in them. */
    List<PendingMessage> take(int most) throws SQLException {
        List<PendingMessage> parcels = new ArrayList<>();
        Set<String> lanes = new HashSet<>();
        int alerts = 0;
        List<Due> page;
        Due last = new Due(Long.MIN_VALUE, Long.MIN_VALUE, "");
        do {
            page = dueAfter(last);
            for (Due due : page) {
                if (parcels.size() == most || alerts >= PendingMessage.MOST) {
                    return parcels;
                }
                Optional<PendingMessage> parcel = lanes.add(due.lane) ? first(due.lane) : Optional.empty();
                alerts += parcel.map(claimed -> claimed.alerts().size()).orElse(0);
                parcel.ifPresent(parcels::add);
                last = due;
            }
        } while (parcels.isEmpty() && page.size() == LOOKED_AT);
        return parcels;
    }

    /** Ordered by all that the index has, as H2 only then reads no further than it must. */
    private List<Due> dueAfter(Due last) throws SQLException {
        return sql.query(
                row -> new Due(row.getLong(1), row.getLong(2), row.getString(3)),
                "select id, due_at, lane from delivery where notifier = ? and state = 'waiting' and due_at >= ?"
                        + " and due_at <= ? and (due_at > ? or id > ?) order by notifier, state, due_at, id fetch first "
                        + LOOKED_AT
                        + " rows only",
                Outbox.label(notifier),
                last.due,
                now,
                last.due,
                last.id);
    }

    /** What only gathers companions holds up nothing; what is tried again does. */
    private Optional<PendingMessage> first(String lane) throws SQLException {
        Optional<Long> id = sql.first(
                row -> row.getLong(1),
                "select id from delivery where id = (select e.id from delivery e where e.notifier = ?"
                        + " and e.state = 'waiting' and e.lane = ? and (e.due_at <= ? or e.attempts > 0)"
                        + " order by e.notifier, e.state, e.lane, e.id fetch first 1 rows only) and " + CLAIMABLE
                        + " for update skip locked",
                Outbox.label(notifier),
                lane,
                now,
                now,
                watcher);
        return id.isPresent() ? claim(id.get()) : Optional.empty();
    }

    private Optional<PendingMessage> claim(long id) throws SQLException {
        // What was on its way when its watcher died may have got there.
        sql.update(
                "update delivery set owner = ?, doubtful = (doubtful or in_flight), in_flight = false where id = ?",
                watcher,
                id);
        try {
            return Optional.of(parcel(id));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "notifier " + notifier + ": an alert cannot be read, and is given up", e);
            sql.update(
                    "update delivery set state = 'failed', owner = null, finished_at = ?, trouble = ? where id = ?",
                    now,
                    "it cannot be read from the state",
                    id);
            CounterBatch tally = new CounterBatch(sql);
            tally.add(Counter.FAILED, notifier, 1);
            tally.write();
            return Optional.empty();
        }
    }

    private PendingMessage parcel(long id) throws SQLException {
        // One select for each index: with "or" between them H2 goes through all alerts. And a join: with "in" it
        // goes through all of the message's own for each of them.
        String own = "from (select id from alert where delivery = ?"
                + " union select about from delivery where id = ? and about is not null) as own"
                + " join alert on alert.id = own.id";
        List<Alert> alerts = sql.query(
                row -> AlertJson.read(row.getString(1)),
                "select body " + own + " order by alert.id fetch first " + PendingMessage.MOST + " rows only",
                id,
                id);
        long total = sql.count("select count(*) " + own, id, id);
        return sql.first(
                        row -> new PendingMessage(
                                id,
                                PendingMessage.Kind.valueOf(row.getString(1)),
                                Optional.ofNullable(row.getString(2)),
                                alerts,
                                total,
                                Instant.ofEpochMilli(row.getLong(3)),
                                row.getInt(4),
                                row.getBoolean(5),
                                AlertJson.texts(row.getString(6)),
                                Optional.ofNullable(row.getString(7)).map(NoticeJson::read)),
                        "select kind, headline, created_at, attempts, doubtful, recipients, notice from delivery where id = ?",
                        id)
                .orElseThrow();
    }
}
