package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertJson;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table of messages in a transaction. All times are milliseconds since the epoch. */
public record DeliveryRepository(Sql sql, long now) {

    private static final Logger LOG = System.getLogger(DeliveryRepository.class.getName());
    private static final int TEXT_LENGTH = 1000;

    /** How many due messages are read at once. */
    private static final int PAGE_SIZE = 500;

    private static final String FAIL = "update delivery set state = 'failed', owner = null, finished_at = ?, error = ?";

    private record Due(long id, long due, String orderingKey) {}

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

    /**
     * The messages that wait to be sent. A watcher claims the messages that it sends, so that only one of several sends
     * them; claims of a watcher that has ended are void. A message is marked before it is sent, so that after a crash it is
     * known which messages may have been delivered. Thread-safe.
     *
     * @param watcher the unique id of this watcher
     */
    public record Queue(Store store, String watcher, Clock clock) {

        /**
         * A failed attempt to send a message.
         *
         * @param error the reason, for people
         * @param uncertain whether the message may have been delivered
         * @param remaining the recipients that it is still to be sent to; empty: the same as before
         */
        public record Failure(String error, boolean uncertain, List<String> remaining) {}

        private interface Work<T> {
            T with(DeliveryRepository deliveries) throws SQLException;
        }

        private <T> T transaction(Work<T> work) throws StoreException {
            return store.transaction(sql -> work.with(new DeliveryRepository(sql, clock.millis())));
        }

        /**
         * Claims due messages of a notifier in the order in which they became due, but only the first one of each ordering
         * key. The cost depends on the number of claimed messages, not on the number of waiting ones.
         *
         * @param limit the maximum number of messages; fewer are claimed if they contain very many alerts
         */
        public List<PendingMessage> claim(String notifier, int limit) throws StoreException {
            return transaction(deliveries -> deliveries.claim(Sql.label(notifier), limit, watcher));
        }

        /** Claims no more due messages than a rate limit allows; further ones are summarized. */
        public List<PendingMessage> claim(String notifier, int limit, RateLimit rate) throws StoreException {
            return transaction(deliveries -> {
                String label = Sql.label(notifier);
                int allowed = rate.isOff() ? limit : deliveries.rateLimit(rate).allow(label);
                return allowed == 0 ? List.of() : deliveries.claim(label, Math.min(limit, allowed), watcher);
            });
        }

        /** Marks a message as in flight. Returns false if another watcher has claimed it. */
        public boolean begin(PendingMessage message) throws StoreException {
            return store.transaction(sql -> sql.of("update delivery set in_flight = true, attempts = attempts + 1"
                            + " where id = ? and owner = ? and state = 'waiting'")
                    .changes(message.entry().id(), watcher));
        }

        /** Marks a message as sent. Returns false if another watcher has claimed it. */
        public boolean sent(PendingMessage message, String notifier) throws StoreException {
            return sent(message, notifier, RateLimit.OFF);
        }

        /** Marks a message as sent and counts it for the rate limit. */
        public boolean sent(PendingMessage message, String notifier, RateLimit rate) throws StoreException {
            return transaction(deliveries -> {
                if (!rate.isOff()) {
                    deliveries.rateLimit(rate).sent(Sql.label(notifier));
                }
                return deliveries.finish(message, Optional.empty(), Counter.SENT, notifier, watcher);
            });
        }

        /** Marks a message as given up. Returns false if another watcher has claimed it. */
        public boolean failed(PendingMessage message, String notifier, String error) throws StoreException {
            Optional<String> reason = Optional.of(SafeText.abbreviate(error, TEXT_LENGTH));
            return transaction(deliveries -> deliveries.finish(message, reason, Counter.FAILED, notifier, watcher));
        }

        /**
         * Returns a message to the queue after a failed attempt.
         *
         * @param due when to try again; empty: as soon as the server accepts messages, in the original order
         * @return false if another watcher has claimed it
         */
        public boolean postpone(PendingMessage message, Optional<Instant> due, Failure failure) throws StoreException {
            String error = SafeText.abbreviate(failure.error, TEXT_LENGTH);
            String recipients = failure.remaining.isEmpty() ? null : AlertJson.write(failure.remaining);
            return store.transaction(sql -> sql.of("update delivery set owner = null, in_flight = false,"
                            + " possible_duplicate = (possible_duplicate or ?),"
                            + " recipients = coalesce(cast(? as text), recipients), error = ?,"
                            + " due_at = coalesce(cast(? as bigint), due_at) where id = ? and owner = ?")
                    .changes(
                            failure.uncertain,
                            recipients,
                            error,
                            due,
                            message.entry().id(),
                            watcher));
        }

        /** Releases claims of messages that were not begun. */
        public void release(List<PendingMessage> messages) throws StoreException {
            store.transaction(sql -> {
                for (PendingMessage message : messages) {
                    sql.of("update delivery set owner = null where id = ? and owner = ?")
                            .update(message.entry().id(), watcher);
                }
                return null;
            });
        }

        /** Makes postponed messages of a notifier due now, in their original order; for example after its settings changed. */
        public void retryNow(String notifier) throws StoreException {
            store.transaction(sql -> sql.of("update delivery set due_at = created_at where notifier = ?"
                            + " and state = 'waiting' and attempts > 0 and due_at > ? and active_at is null")
                    .update(Sql.label(notifier), clock.instant()));
        }

        /** Gives up all waiting messages of a notifier and returns their number; none if other watchers share the state. */
        public int giveUp(String notifier, String error) throws StoreException {
            if (store.isShared()) {
                return 0;
            }
            return transaction(deliveries -> {
                int failed = deliveries
                        .sql
                        .of(FAIL + " where notifier = ? and state = 'waiting'")
                        .update(deliveries.now, error, Sql.label(notifier));
                deliveries.count(Counter.FAILED, notifier, failed);
                return failed;
            });
        }

        /** Returns the problems of notifiers; without an entry for a notifier that has none. */
        public List<DeliveryProblem> problems(Collection<String> notifiers) throws StoreException {
            return transaction(deliveries -> {
                List<DeliveryProblem> problems = new ArrayList<>();
                for (String notifier : notifiers) {
                    deliveries.problem(notifier).ifPresent(problems::add);
                }
                return problems;
            });
        }
    }

    private RateLimitRepository rateLimit(RateLimit limit) {
        return new RateLimitRepository(sql, now, limit);
    }

    private boolean finish(
            PendingMessage message, Optional<String> error, Counter counter, String notifier, String watcher)
            throws SQLException {
        boolean finished = sql.of("update delivery set state = ?, error = ?, in_flight = false, owner = null,"
                        + " finished_at = ? where id = ? and owner = ?")
                .changes(
                        error.isPresent() ? "failed" : "sent",
                        error,
                        now,
                        message.entry().id(),
                        watcher);
        count(counter, notifier, finished ? 1 : 0);
        return finished;
    }

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
        String shown = headline == null ? null : SafeText.abbreviate(headline, TEXT_LENGTH);
        return sql.of("insert into delivery (notifier, ordering_key, kind, state, created_at, due_at, attempts,"
                        + " in_flight, possible_duplicate, headline, about)"
                        + " values (?, ?, ?, 'waiting', ?, ?, 0, false, false, ?, ?)")
                .insert(Sql.label(notifier), orderingKey, kind.name(), now, due, shown, about)
                .orElseThrow();
    }

    /** Adds a message about repeated failures and returns its id. */
    public long add(String notifier, String orderingKey, PendingMessage.Kind kind, Episode episode, Long about)
            throws SQLException {
        long id = add(notifier, orderingKey, kind, now, null, about);
        sql.of("update delivery set episode = ? where id = ?").update(episode.json(), id);
        return id;
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

    private List<PendingMessage> claim(String label, int limit, String watcher) throws SQLException {
        List<PendingMessage> claimed = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        int alerts = 0;
        Due last = new Due(Long.MIN_VALUE, Long.MIN_VALUE, "");
        List<Due> page;
        do {
            page = due(label, last);
            for (Due due : page) {
                if (claimed.size() == limit || alerts >= PendingMessage.MAX_ALERTS) {
                    return claimed;
                }
                Optional<Long> id =
                        keys.add(due.orderingKey) ? claimFirst(label, due.orderingKey, watcher) : Optional.empty();
                Optional<PendingMessage> message = id.isPresent() ? read(label, id.get()) : Optional.empty();
                alerts += message.map(one -> one.alerts().size()).orElse(0);
                message.ifPresent(claimed::add);
                last = due;
            }
        } while (claimed.isEmpty() && page.size() == PAGE_SIZE);
        return claimed;
    }

    /** Returns due messages after another one. Ordered by all columns of the index, so that H2 reads no other rows. */
    private List<Due> due(String label, Due after) throws SQLException {
        return sql.of("select id, due_at, ordering_key from delivery where notifier = ? and state = 'waiting'"
                        + " and due_at >= ? and due_at <= ? and (due_at > ? or id > ?)"
                        + " order by notifier, state, due_at, id fetch first " + PAGE_SIZE + " rows only")
                .query(
                        row -> new Due(row.getLong(1), row.getLong(2), row.getString(3)),
                        label,
                        after.due,
                        now,
                        after.due,
                        after.id);
    }

    /**
     * Claims the first message of an ordering key, if it can be claimed. A message that is waiting for further alerts
     * does not block the next one; a message that will be retried does.
     */
    private Optional<Long> claimFirst(String label, String orderingKey, String watcher) throws SQLException {
        Optional<Long> id = sql.of("select id from delivery where id = (select e.id from delivery e"
                        + " where e.notifier = ? and e.state = 'waiting' and e.ordering_key = ?"
                        + " and (e.due_at <= ? or e.attempts > 0)"
                        + " order by e.notifier, e.state, e.ordering_key, e.id fetch first 1 rows only)"
                        + " and state = 'waiting' and due_at <= ? and (owner is null or owner = ?"
                        + " or not exists (select 1 from watcher w where w.id = owner)) for update skip locked")
                .number(label, orderingKey, now, now, watcher);
        if (id.isPresent()) {
            // A message that was in flight when its watcher ended may have been delivered.
            sql.of("update delivery set owner = ?, possible_duplicate = (possible_duplicate or in_flight),"
                            + " in_flight = false where id = ?")
                    .update(watcher, id);
        }
        return id;
    }

    /** Reads a claimed message; gives up an unreadable one, which would block its notifier. */
    private Optional<PendingMessage> read(String notifier, long id) throws SQLException {
        AlertRepository alerts = new AlertRepository(sql);
        try {
            List<Alert> first = alerts.ofMessage(id, PendingMessage.MAX_ALERTS);
            return Optional.of(message(id, first, alerts.countOfMessage(id)));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Notifier " + notifier + ": giving up an unreadable message", e);
            sql.of(FAIL + " where id = ?").update(now, "the message in the state is unreadable", id);
            count(Counter.FAILED, notifier, 1);
            return Optional.empty();
        }
    }

    private void count(Counter counter, String notifier, int number) throws SQLException {
        CounterRepository counters = new CounterRepository(sql);
        counters.add(counter, notifier, number);
        counters.write();
    }

    private PendingMessage message(long id, List<Alert> alerts, long total) throws SQLException {
        return sql.of("select kind, headline, created_at, attempts, possible_duplicate, recipients, notice,"
                        + " episode from delivery where id = ?")
                .first(
                        row -> {
                            PendingMessage.Kind kind = PendingMessage.Kind.valueOf(row.getString(1));
                            Optional<String> headline = Optional.ofNullable(row.getString(2));
                            Instant created = Instant.ofEpochMilli(row.getLong(3));
                            List<String> recipients = AlertJson.texts(row.getString(6));
                            Optional<Notice> notice =
                                    Optional.ofNullable(row.getString(7)).map(Notice::ofJson);
                            Optional<Episode> episode =
                                    Optional.ofNullable(row.getString(8)).map(Episode::ofJson);
                            PendingMessage.Entry entry = new PendingMessage.Entry(
                                    id, kind, created, row.getInt(4), row.getBoolean(5), recipients);
                            return new PendingMessage(entry, headline, episode, alerts, total, notice);
                        },
                        id)
                .orElseThrow();
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
                .exists(Sql.label(notifier));
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
        return sql.of("select notifier, count(*) from delivery where state = 'waiting'"
                        + (onlyTried ? " and attempts > 0" : "") + " group by notifier")
                .numbers();
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
                        since);
    }

    /** Returns the problem of a notifier; empty if it has none. A delivery ends a problem with earlier messages. */
    private Optional<DeliveryProblem> problem(String notifier) throws SQLException {
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

    void cancelMove() throws SQLException {
        sql.of("update delivery set state = 'waiting' where state = 'moving'").update();
    }

    /** Returns the alerts to be moved: those without a message and those whose message is not waiting. */
    List<Moved> moved() throws SQLException {
        return sql.of("select a.id, d.id, a.body, d.state, d.possible_duplicate, d.recipients,"
                        + " case when a.ended then 'what it reports has ended' else a.suppressed end from alert a"
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
