package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.sql.SQLException;

/** New messages in the outbox, and what they tell of. */
public final class DeliveryRepository {

    private static final int LONGEST_HEADLINE = 1000;

    private final Sql sql;
    private final long now;

    /** For one transaction, at {@code now} in milliseconds since the epoch. */
    public DeliveryRepository(Sql sql, long now) {
        this.sql = sql;
        this.now = now;
    }

    /** A message that tells what its alerts tell. */
    public long add(String notifier, String lane, long due) throws SQLException {
        return add(notifier, lane, PendingMessage.Kind.ALERT, due, null, null);
    }

    /**
     * A message.
     *
     * @param headline what it says; null: what its alerts say
     * @param about the alert it is about where no alert is its own; null: none
     */
    public long add(String notifier, String lane, PendingMessage.Kind kind, long due, String headline, Long about)
            throws SQLException {
        return sql.insert(
                        "insert into delivery (notifier, lane, kind, state, created_at, due_at, attempts, in_flight,"
                                + " doubtful, headline, about) values (?, ?, ?, 'waiting', ?, ?, 0, false, false, ?, ?)",
                        notifier,
                        lane,
                        kind.name(),
                        now,
                        due,
                        headline == null ? null : SafeText.abbreviate(headline, LONGEST_HEADLINE),
                        about)
                .orElseThrow();
    }

    /** A message that tells of no alert. */
    public void add(String notifier, Notice notice) throws SQLException {
        long id = add(Outbox.label(notifier), Digest.of(notice.key()), PendingMessage.Kind.NOTICE, now, null, null);
        sql.update("update delivery set notice = ? where id = ?", NoticeJson.write(notice), id);
    }

    public void attach(long alert, long delivery) throws SQLException {
        sql.update("update alert set delivery = ? where id = ?", delivery, alert);
    }
}
