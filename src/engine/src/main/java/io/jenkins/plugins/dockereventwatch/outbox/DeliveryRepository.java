package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertJson;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table of messages. All times are milliseconds since the epoch. */
public final class DeliveryRepository {

    private static final int TEXT_LENGTH = 1000;

    private static final String CLAIMABLE = "state = 'waiting' and due_at <= ? and (owner is null or owner = ?"
            + " or not exists (select 1 from watcher w where w.id = owner))";

    private final Sql sql;
    private final long now;

    public DeliveryRepository(Sql sql, long now) {
        this.sql = sql;
        this.now = now;
    }

    record Due(long id, long due, String orderingKey) {

        /** Comes before all messages. */
        static final Due FIRST = new Due(Long.MIN_VALUE, Long.MIN_VALUE, "");
    }

    /** A message that can still be changed because no attempt was made to send it. */
    public record Open(long id, long created, long due) {}

    /** An alert to be moved to another outbox. Without a message, its id is 0; without a reason, it is not suppressed. */
    record Moved(long id, long message, Alert alert, State state, String suppressed) {

        /** The state of a message: moving, sent, failed, or null; its remaining recipients as JSON, or null for all. */
        record State(String name, boolean possibleDuplicate, String recipients) {}

        /** Returns whether the other outbox can decide about the alert as about a new one. */
        boolean isUndecided() {
            boolean untried = message == 0
                    || (state.name.equals("moving") && !state.possibleDuplicate && state.recipients == null);
            return suppressed == null && untried;
        }
    }

    private record Rejected(int attempts, long since, String error) {}

    /** Adds a message with the texts of its alerts and returns its id. */
    public long add(String notifier, String orderingKey, long due) throws SQLException {
        return add(notifier, orderingKey, PendingMessage.Kind.ALERT, due, null, null);
    }

    /**
     * Adds a message and returns its id.
     *
     * @param headline replaces the texts of the alerts; null: none
     * @param about the alert that the message is about if no alert belongs to it; null: none
     */
    public long add(
            String notifier, String orderingKey, PendingMessage.Kind kind, long due, String headline, Long about)
            throws SQLException {
        return sql.of("insert into delivery (notifier, ordering_key, kind, state, created_at, due_at, attempts,"
                        + " in_flight, possible_duplicate, headline, about)"
                        + " values (?, ?, ?, 'waiting', ?, ?, 0, false, false, ?, ?)")
                .insert(
                        Sql.label(notifier),
                        orderingKey,
                        kind.name(),
                        now,
                        due,
                        headline == null ? null : SafeText.abbreviate(headline, TEXT_LENGTH),
                        about)
                .orElseThrow();
    }

    /** Adds a mail without alerts for a notifier that sends mail. */
    public void add(String notifier, Notice notice) throws SQLException {
        long id = add(notifier, Digest.of(notice.key()), PendingMessage.Kind.NOTICE, now, null, null);
        sql.of("update delivery set notice = ? where id = ?").update(notice.json(), id);
    }

    /** Returns and locks a message if it can still be changed. */
    public Optional<Open> open(long id) throws SQLException {
        return sql.of("select id, created_at, due_at from delivery where id = ? and state = 'waiting'"
                        + " and attempts = 0 and owner is null and due_at > ? for update")
                .first(row -> new Open(row.getLong(1), row.getLong(2), row.getLong(3)), id, now);
    }

    public void setDue(long id, long due) throws SQLException {
        sql.of("update delivery set due_at = ? where id = ?").update(due, id);
    }

    /** Deletes a message unless it has alerts. */
    public void deleteIfEmpty(long id) throws SQLException {
        sql.of("delete from delivery where id = ? and not exists (select 1 from alert where delivery = ?)")
                .update(id, id);
    }

    /** Returns due messages after another one. Ordered by all columns of the index, so that H2 reads no other rows. */
    List<Due> due(String notifier, Due after, int limit) throws SQLException {
        return sql.of("select id, due_at, ordering_key from delivery where notifier = ? and state = 'waiting'"
                        + " and due_at >= ? and due_at <= ? and (due_at > ? or id > ?)"
                        + " order by notifier, state, due_at, id fetch first " + limit + " rows only")
                .query(
                        row -> new Due(row.getLong(1), row.getLong(2), row.getString(3)),
                        Sql.label(notifier),
                        after.due,
                        now,
                        after.due,
                        after.id);
    }

    /**
     * Claims the first message of an ordering key, if it can be claimed. A message that is waiting for further alerts
     * does not block the next one; a message that will be retried does.
     */
    Optional<Long> claimFirst(String notifier, String orderingKey, String watcher) throws SQLException {
        Optional<Long> id = sql.of(
                        "select id from delivery where id = (select e.id from delivery e where e.notifier = ?"
                                + " and e.state = 'waiting' and e.ordering_key = ? and (e.due_at <= ? or e.attempts > 0)"
                                + " order by e.notifier, e.state, e.ordering_key, e.id fetch first 1 rows only) and "
                                + CLAIMABLE + " for update skip locked")
                .first(row -> row.getLong(1), Sql.label(notifier), orderingKey, now, now, watcher);
        if (id.isPresent()) {
            // A message that was in flight when its watcher ended may have been delivered.
            sql.of("update delivery set owner = ?, possible_duplicate = (possible_duplicate or in_flight),"
                            + " in_flight = false where id = ?")
                    .update(watcher, id.get());
        }
        return id;
    }

    PendingMessage message(long id, List<Alert> alerts, long total) throws SQLException {
        return sql.of("select kind, headline, created_at, attempts, possible_duplicate, recipients, notice"
                        + " from delivery where id = ?")
                .first(
                        row -> new PendingMessage(
                                new PendingMessage.Entry(
                                        id,
                                        PendingMessage.Kind.valueOf(row.getString(1)),
                                        Instant.ofEpochMilli(row.getLong(3)),
                                        row.getInt(4),
                                        row.getBoolean(5),
                                        AlertJson.texts(row.getString(6))),
                                Optional.ofNullable(row.getString(2)),
                                alerts,
                                total,
                                Optional.ofNullable(row.getString(7)).map(Notice::ofJson)),
                        id)
                .orElseThrow();
    }

    boolean begin(long id, String watcher) throws SQLException {
        return sql.of("update delivery set in_flight = true, attempts = attempts + 1 where id = ? and owner = ?"
                                + " and state = 'waiting'")
                        .update(id, watcher)
                > 0;
    }

    boolean finish(long id, String watcher, Optional<String> error) throws SQLException {
        return sql.of("update delivery set state = ?, error = ?, in_flight = false, owner = null, finished_at = ?"
                                + " where id = ? and owner = ?")
                        .update(
                                error.isPresent() ? "failed" : "sent",
                                error.map(text -> SafeText.abbreviate(text, TEXT_LENGTH))
                                        .orElse(null),
                                now,
                                id,
                                watcher)
                > 0;
    }

    /** Returns a claimed message to the queue; {@code due} null: unchanged. Returns false if it is not claimed any more. */
    boolean postpone(long id, String watcher, Instant due, DeliveryQueue.Failure failure) throws SQLException {
        return sql.of("update delivery set owner = null, in_flight = false,"
                                + " possible_duplicate = (possible_duplicate or ?),"
                                + " recipients = coalesce(cast(? as text), recipients), error = ?,"
                                + " due_at = coalesce(cast(? as bigint), due_at) where id = ? and owner = ?")
                        .update(
                                failure.uncertain(),
                                failure.remaining().isEmpty() ? null : AlertJson.write(failure.remaining()),
                                SafeText.abbreviate(failure.error(), TEXT_LENGTH),
                                due == null ? null : due.toEpochMilli(),
                                id,
                                watcher)
                > 0;
    }

    void release(long id, String watcher) throws SQLException {
        sql.of("update delivery set owner = null where id = ? and owner = ?").update(id, watcher);
    }

    void retryNow(String notifier) throws SQLException {
        sql.of("update delivery set due_at = created_at where notifier = ? and state = 'waiting' and attempts > 0"
                        + " and due_at > ?")
                .update(Sql.label(notifier), now);
    }

    void fail(long id, String error) throws SQLException {
        sql.of("update delivery set state = 'failed', owner = null, finished_at = ?, error = ? where id = ?")
                .update(now, error, id);
    }

    int failAll(String notifier, String error) throws SQLException {
        return sql.of("update delivery set state = 'failed', owner = null, finished_at = ?, error = ?"
                        + " where notifier = ? and state = 'waiting'")
                .update(now, error, Sql.label(notifier));
    }

    long countWaiting() throws SQLException {
        return sql.of("select count(*) from delivery where state = 'waiting'").count();
    }

    long countWaiting(String notifier) throws SQLException {
        return sql.of("select count(*) from delivery where notifier = ? and state = 'waiting'")
                .count(Sql.label(notifier));
    }

    boolean anyWaiting(String notifier) throws SQLException {
        return sql.of("select id from delivery where notifier = ? and state = 'waiting' fetch first 1 rows only")
                .number(Sql.label(notifier))
                .isPresent();
    }

    long countDue() throws SQLException {
        return sql.of("select count(*) from delivery where state = 'waiting' and due_at <= ?")
                .count(now);
    }

    /** Returns when the next message is due; empty if none is waiting. */
    Optional<Long> nextDue() throws SQLException {
        return sql.of("select min(due_at) from delivery where state = 'waiting'")
                .number();
    }

    /** Counts the waiting messages by notifier; without an entry if there are none. */
    Map<String, Long> waitingByNotifier(boolean onlyTried) throws SQLException {
        Map<String, Long> waiting = new TreeMap<>();
        sql.of("select notifier, count(*) from delivery where state = 'waiting'"
                        + (onlyTried ? " and attempts > 0" : "") + " group by notifier")
                .query(row -> waiting.put(row.getString(1), row.getLong(2)));
        return waiting;
    }

    /** Returns the messages that failed since a time, the latest first. */
    List<OutboxReport.Failure> failures(Instant since, int limit) throws SQLException {
        return sql.of("select finished_at, notifier, error from delivery where state = 'failed' and finished_at >= ?"
                        + " order by finished_at desc, id desc fetch first " + limit + " rows only")
                .query(
                        row -> new OutboxReport.Failure(
                                Instant.ofEpochMilli(row.getLong(1)),
                                row.getString(2),
                                String.valueOf(row.getString(3)).strip()),
                        since.toEpochMilli());
    }

    /** Returns the problem of a notifier; empty if it has none. A delivery ends a problem with earlier messages. */
    Optional<DeliveryProblem> problem(String notifier) throws SQLException {
        String label = Sql.label(notifier);
        Optional<Rejected> waiting = rejected(
                "select attempts, created_at, error from delivery where notifier = ? and state = 'waiting'"
                        + " and attempts > 0 and error is not null order by created_at, id",
                label);
        Optional<Rejected> failed = rejected(
                "select 0, finished_at, error from delivery where notifier = ? and state = 'failed'"
                        + " order by finished_at desc, id desc",
                label);
        long givenUp = failed.isEmpty()
                ? 0
                : sql.of("select count(*) from delivery where notifier = ? and state = 'failed' and finished_at >"
                                + " coalesce((select max(finished_at) from delivery where notifier = ?"
                                + " and state = 'sent'), 0)")
                        .count(label, label);
        if (waiting.isEmpty() && givenUp == 0) {
            return Optional.empty();
        }
        Rejected shown = waiting.or(() -> failed).orElseThrow();
        return Optional.of(new DeliveryProblem(
                notifier,
                countWaiting(notifier),
                shown.attempts,
                Instant.ofEpochMilli(shown.since),
                givenUp,
                shown.error));
    }

    private Optional<Rejected> rejected(String select, String label) throws SQLException {
        return sql.of(select + " fetch first 1 rows only")
                .first(
                        row -> new Rejected(
                                row.getInt(1),
                                row.getLong(2),
                                Optional.ofNullable(row.getString(3)).orElse("")),
                        label);
    }

    /** Marks the waiting messages that have alerts and are not in flight as moving. */
    void startMove() throws SQLException {
        sql.of("update delivery set state = 'moving' where state = 'waiting' and not in_flight"
                        + " and exists (select 1 from alert a where a.delivery = delivery.id)")
                .update();
    }

    void cancelMove(long id) throws SQLException {
        sql.of("update delivery set state = 'waiting' where id = ? and state = 'moving'")
                .update(id);
    }

    /** Returns the alerts to be moved: those without a message and those whose message is not waiting. */
    List<Moved> moved() throws SQLException {
        return sql.of(
                        "select a.id, d.id, a.body, d.state, d.possible_duplicate, d.recipients, a.suppressed from alert a"
                                + " left join delivery d on d.id = a.delivery"
                                + " where a.delivery is null or d.state <> 'waiting' order by a.id")
                .query(row -> new Moved(
                        row.getLong(1),
                        row.getLong(2),
                        AlertJson.read(row.getString(3)),
                        new Moved.State(row.getString(4), row.getBoolean(5), row.getString(6)),
                        row.getString(7)));
    }

    /** Sets the state of a message that was added for a moved one. */
    void setState(long id, Moved.State state) throws SQLException {
        boolean waiting = state.name.equals("moving");
        sql.of("update delivery set state = ?, possible_duplicate = ?, recipients = ?, finished_at = ? where id = ?")
                .update(
                        waiting ? "waiting" : state.name,
                        state.possibleDuplicate,
                        state.recipients,
                        waiting ? null : now,
                        id);
    }

    void delete(long id) throws SQLException {
        sql.of("delete from delivery where id = ?").update(id);
    }

    /** Deletes messages without alerts that ended before a time. */
    void deleteFinishedBefore(long time) throws SQLException {
        sql.of("delete from delivery where state <> 'waiting' and finished_at < ?"
                        + " and not exists (select 1 from alert a where a.delivery = delivery.id)")
                .update(time);
    }
}
