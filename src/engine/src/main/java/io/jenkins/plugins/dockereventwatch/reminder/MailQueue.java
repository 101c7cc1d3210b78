package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.delivery.NoticeDelivery;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.outbox.Notice;
import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mails that are to be sent, kept in the state until they are. Who sends one takes it for a while first, so that of two
 * watchers one sends it; a watcher that dies over it leaves it to the next.
 */
final class MailQueue {

    private static final Logger LOG = System.getLogger(MailQueue.class.getName());

    private static final Duration TAKEN = Duration.ofMinutes(5);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration GIVE_UP = Duration.ofDays(7);

    private final Store store;
    private final NoticeDelivery delivery;
    private final Clock clock;

    MailQueue(Store store, NoticeDelivery delivery, Clock clock) {
        this.store = store;
        this.delivery = delivery;
        this.clock = clock;
    }

    /** A mail that waits. */
    private record Waiting(
            String host,
            String week,
            String kind,
            String notifier,
            String subject,
            String body,
            String html,
            Instant writtenAt,
            long dueAt,
            int attempts) {

        String key() {
            return host + " " + week + " " + kind;
        }
    }

    /** Writes a mail for each notifier, within a transaction; one of the same host, week, kind and notifier stays. */
    static void add(
            Sql sql,
            String host,
            IsoWeek week,
            String kind,
            List<MailNotifier> notifiers,
            ReminderMail mail,
            Instant now)
            throws SQLException {
        for (MailNotifier notifier : notifiers) {
            sql.update(
                    "insert into update_mail (host, week, kind, notifier, subject, body, html, written_at, due_at,"
                            + " attempts) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0) on conflict do nothing",
                    host,
                    week.toString(),
                    kind,
                    notifier.name(),
                    mail.subject(),
                    mail.text(),
                    mail.html(),
                    now.toEpochMilli(),
                    now.toEpochMilli());
        }
    }

    /**
     * Sends what is due.
     *
     * @param notifiers where mails go, by name
     */
    void send(Map<String, MailNotifier> notifiers) throws StoreException {
        long now = clock.millis();
        List<Waiting> waiting = store.transaction(connection -> new Sql(connection)
                .query(
                        row -> new Waiting(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                Instant.ofEpochMilli(row.getLong(8)),
                                row.getLong(9),
                                row.getInt(10)),
                        "select host, week, kind, notifier, subject, body, html, written_at, due_at, attempts"
                                + " from update_mail where sent_at is null and failure is null and due_at <= ?"
                                + " order by written_at, host, kind, notifier limit 100",
                        now));
        for (Waiting mail : waiting) {
            if (take(mail, now)) {
                send(mail, notifiers.get(mail.notifier()));
            }
        }
    }

    private boolean take(Waiting mail, long now) throws StoreException {
        return store.transaction(connection -> new Sql(connection)
                        .update(
                                "update update_mail set due_at = ?, attempts = attempts + 1 where host = ? and week = ?"
                                        + " and kind = ? and notifier = ? and due_at = ? and sent_at is null",
                                now + TAKEN.toMillis(),
                                mail.host(),
                                mail.week(),
                                mail.kind(),
                                mail.notifier(),
                                mail.dueAt()))
                == 1;
    }

    private void send(Waiting mail, MailNotifier notifier) throws StoreException {
        if (notifier == null) {
            LOG.log(Level.ERROR, "reminders: a mail is given up, its notifier {0} is gone", mail.notifier());
            end(mail, "failure", "its notifier is gone");
            return;
        }
        try {
            delivery.send(
                    new Notice(mail.key(), mail.host(), mail.subject(), mail.body(), Optional.ofNullable(mail.html())),
                    notifier);
            end(mail, "sent_at", clock.millis());
        } catch (DeliveryException e) {
            boolean over = clock.instant().isAfter(mail.writtenAt().plus(GIVE_UP));
            LOG.log(
                    over || !e.isTemporary() ? Level.ERROR : Level.WARNING,
                    "reminders: notifier {0}: {1}; {2}",
                    mail.notifier(),
                    e.getMessage(),
                    over || !e.isTemporary() ? "the mail is given up" : "it is tried again");
            if (over || !e.isTemporary()) {
                end(mail, "failure", e.getMessage());
            } else {
                long pause = FIRST_PAUSE.toMillis() << Math.min(mail.attempts(), 10);
                end(mail, "due_at", clock.millis() + Math.min(pause, LONGEST_PAUSE.toMillis()));
            }
        }
    }

    private void end(Waiting mail, String column, Object value) throws StoreException {
        store.transaction(connection -> new Sql(connection)
                .update(
                        "update update_mail set " + column
                                + " = ? where host = ? and week = ? and kind = ? and notifier = ?",
                        value,
                        mail.host(),
                        mail.week(),
                        mail.kind(),
                        mail.notifier()));
    }
}
