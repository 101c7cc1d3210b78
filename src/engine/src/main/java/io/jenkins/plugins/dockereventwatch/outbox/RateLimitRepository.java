package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * The table of rate limits: when each notifier may send a complete burst again. All times are milliseconds since the epoch.
 */
record RateLimitRepository(Sql sql, long now, RateLimit limit) {

    /** The due messages after a message, none of which was tried, and which no earlier message of their key delays. */
    private static final String SUMMARIZED = " from delivery d where notifier = ? and state = 'waiting' and due_at <= ?"
            + " and (due_at > ? or due_at = ? and id > ?) and attempts = 0 and owner is null"
            + " and kind <> 'NOTICE' and kind <> 'SUMMARY' and not exists (select 1 from delivery e"
            + " where e.notifier = d.notifier and e.state = 'waiting' and e.ordering_key = d.ordering_key"
            + " and e.attempts > 0)";

    private record Due(long id, long due) {}

    /** Returns how many messages may be sent now. If more are due, summarizes those that would exceed the limit. */
    int allow(String notifier) throws SQLException {
        long complete = sql.of("select full_at from rate_limit where notifier = ?")
                .number(notifier)
                .orElse(now);
        long missing = isPlausible(complete) ? complete - now : 0;
        int allowed = (int) ((limit.burst() * limit.interval() - missing) / limit.interval());
        if (allowed <= 0) {
            return 0;
        }
        List<Due> due = sql.of("select id, due_at from delivery where notifier = ? and state = 'waiting'"
                        + " and due_at <= ? order by notifier, state, due_at, id fetch first " + (allowed + 1)
                        + " rows only")
                .query(row -> new Due(row.getLong(1), row.getLong(2)), notifier, now);
        if (due.size() > allowed) {
            summarize(notifier, allowed == 1 ? new Due(0, Long.MIN_VALUE) : due.get(allowed - 2));
        }
        return allowed;
    }

    /** A time that is too far in the future is from a clock that was wrong. */
    private boolean isPlausible(long complete) {
        return complete > now && complete <= latest();
    }

    /** Several watchers may exceed the limit together. */
    private long latest() {
        return now + 2 * limit.burst() * limit.interval();
    }

    private void summarize(String notifier, Due after) throws SQLException {
        Object[] which = {notifier, now, after.due, after.due, after.id};
        if (sql.of("select count(*)" + SUMMARIZED).count(which) < 2) {
            return;
        }
        sql.of("update delivery set state = '" + SummaryRepository.SUMMARIZING + "' where id in (select id" + SUMMARIZED
                        + ")")
                .update(which);
        String reason = String.format(Locale.ENGLISH, "the rate limit of %d per minute is reached", limit.perMinute());
        new SummaryRepository(sql, now).summarize(notifier, reason);
    }

    /** Records that a message was sent. */
    void sent(String notifier) throws SQLException {
        String update = "update rate_limit set full_at = ? + case when full_at between ? and ? then full_at else ? end"
                + " where notifier = ?";
        Object[] values = {limit.interval(), now, latest(), now, notifier};
        if (!sql.of(update).changes(values)) {
            sql.of("insert into rate_limit (notifier, full_at) values (?, 0) on conflict do nothing")
                    .update(notifier);
            sql.of(update).update(values);
        }
    }
}
