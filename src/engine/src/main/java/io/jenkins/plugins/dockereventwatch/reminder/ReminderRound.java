package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.outbox.Notice;
import io.jenkins.plugins.dockereventwatch.outbox.NoticeQueue;
import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.update.advice.Advice;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateAdvice;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One look at all hosts: reads them, writes the mails that are due. What is due is found by what the state holds and not
 * by when this is called: it may be called at any time, twice, or after weeks, and by several watchers at a time.
 */
final class ReminderRound {

    /** A reminder is late when it is that long after it was due. */
    private static final Duration LATE = Duration.ofHours(2);

    /** What became of a reminder that was late where that is not wanted. */
    private static final String LEFT_OUT = "left out";

    private final Store store;
    private final HostStateRepository states;
    private final HostReader reader;
    private final ReminderSettings settings;
    private final ReminderLinks links;
    private final Clock clock;

    ReminderRound(Store store, ReminderSettings settings, ReminderLinks links, Clock clock) {
        this.store = store;
        this.states = new HostStateRepository(store);
        this.settings = settings;
        this.links = links;
        this.clock = clock;
        this.reader = new HostReader(store, settings, clock);
    }

    /** Reads all hosts, and writes what is due into the queue of mails. */
    void run() throws StoreException, InterruptedException {
        // The states as they are before the hosts are read: what is seen done now was open until now.
        List<HostResult> outcomes = reader.readAll();
        if (settings.recipients().isEmpty()) {
            return;
        }
        if (settings.digest()) {
            digest(outcomes);
        }
        for (HostResult outcome : outcomes) {
            if (!settings.digest()) {
                weekly(outcome);
            }
            hotfixes(outcome);
        }
    }

    private void weekly(HostResult outcome) throws StoreException {
        Instant now = clock.instant();
        HostState state = states.of(outcome.host(), now);
        Optional<ReminderMail.Occasion> occasion = due(state, now);
        if (occasion.isEmpty()) {
            return;
        }
        if (isTriedAgain(outcome, state, now)) {
            return;
        }
        ReminderMail.Occasion due = occasion.get();
        boolean snoozed = state.isSnoozed(today(now));
        boolean over = due.late() && !settings.catchUp();
        boolean mailed = !over && !snoozed && !outcome.isNothingToDo();
        String what = over ? LEFT_OUT : snoozed ? "snoozed" : mailed ? "mailed" : "nothing";
        store.transaction(connection -> {
            Sql sql = new Sql(connection);
            if (!claim(sql, outcome.host(), due.week(), what, now)) {
                return false;
            }
            if (mailed) {
                send(sql, settings.recipients(), ReminderMail.weekly(outcome, state, due, links), now);
                ask(sql, outcome, state, due, now);
            }
            return mailed;
        });
    }

    private void digest(List<HostResult> outcomes) throws StoreException {
        Instant now = clock.instant();
        Optional<ReminderMail.Occasion> occasion = due(states.of(HostStateRepository.DIGEST, now), now);
        if (occasion.isEmpty()) {
            return;
        }
        List<HostState> each = new ArrayList<>();
        for (HostResult outcome : outcomes) {
            each.add(states.of(outcome.host(), now));
            if (isTriedAgain(outcome, each.get(each.size() - 1), now)) {
                return;
            }
        }
        ReminderMail.Occasion due = occasion.get();
        store.transaction(connection -> {
            Sql sql = new Sql(connection);
            boolean over = due.late() && !settings.catchUp();
            if (!claim(sql, HostStateRepository.DIGEST, due.week(), over ? LEFT_OUT : "mailed", now) || over) {
                return false;
            }
            send(sql, settings.recipients(), ReminderMail.digest(outcomes, each, due, links), now);
            for (int i = 0; i < outcomes.size(); i++) {
                HostResult outcome = outcomes.get(i);
                boolean asked = !outcome.isNothingToDo() && !each.get(i).isSnoozed(today(now));
                // A host that had a reminder of its own this week is not escalated again.
                if (claim(sql, outcome.host(), due.week(), asked ? "digest" : "nothing", now) && asked) {
                    ask(sql, outcome, each.get(i), due, now);
                }
            }
            return true;
        });
    }

    /** Whether a host that cannot be read since lately is to be tried again before people are told. */
    private boolean isTriedAgain(HostResult outcome, HostState state, Instant now) {
        return outcome.advice().isEmpty()
                && state.failedSince()
                        .filter(since -> now.isBefore(since.plus(settings.checkEvery())))
                        .isPresent();
    }

    /** The week's reminder where it is due and not yet dealt with. Of several that were missed only the last is due. */
    private Optional<ReminderMail.Occasion> due(HostState state, Instant now) throws StoreException {
        Optional<Instant> slot = settings.schedule().last(state.knownSince().minusMillis(1), now);
        if (slot.isEmpty()) {
            return Optional.empty();
        }
        IsoWeek week = IsoWeek.of(slot.get().atZone(settings.schedule().zone()));
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            if (sql.count(
                            "select count(*) from update_round where host = ? and week = ?",
                            state.host(),
                            week.toString())
                    > 0) {
                return Optional.empty();
            }
            Optional<IsoWeek> last = sql.first(
                            row -> Instant.ofEpochMilli(row.getLong(1)),
                            "select at from update_round where host = ? and at <= ? order by at desc limit 1",
                            state.host(),
                            now.toEpochMilli())
                    .map(at -> IsoWeek.of(at.atZone(settings.schedule().zone())));
            return Optional.of(new ReminderMail.Occasion(
                    week,
                    slot.get(),
                    Duration.between(slot.get(), now).compareTo(LATE) > 0,
                    last.map(before -> skipped(before, week)).orElse(0),
                    next(now),
                    settings.schedule().zone()));
        });
    }

    /** Weeks between two reminders that had one due. */
    private int skipped(IsoWeek before, IsoWeek week) {
        int skipped = 0;
        for (LocalDate monday = before.monday().plusWeeks(1);
                monday.isBefore(week.monday()) && skipped < 520;
                monday = monday.plusWeeks(1)) {
            Instant end =
                    monday.plusWeeks(1).atStartOfDay(settings.schedule().zone()).toInstant();
            Instant begin = monday.atStartOfDay(settings.schedule().zone()).toInstant();
            skipped += settings.schedule()
                    .next(begin.minusMillis(1))
                    .filter(due -> due.isBefore(end))
                    .map(due -> 1)
                    .orElse(0);
        }
        return skipped;
    }

    private String next(Instant now) {
        return settings.schedule()
                .next(now)
                .map(next -> next.atZone(settings.schedule().zone()).toLocalDateTime() + ", "
                        + settings.schedule().words(Locale.ENGLISH))
                .orElse("none");
    }

    /** Takes a week's reminder on; of several watchers one gets it. */
    private static boolean claim(Sql sql, String host, IsoWeek week, String outcome, Instant now) throws SQLException {
        return sql.update(
                        "insert into update_round (host, week, outcome, at) values (?, ?, ?, ?) on conflict do nothing",
                        host,
                        week.toString(),
                        outcome,
                        now.toEpochMilli())
                == 1;
    }

    /** Remembers that something was asked for, and tells others where it has been for too long. */
    private void ask(Sql sql, HostResult outcome, HostState state, ReminderMail.Occasion due, Instant now)
            throws SQLException {
        if (outcome.advice().isPresent()) {
            FirstSeenRepository.claim(
                    sql, outcome.host(), outcome.advice().get().with(Advice.HOTFIX), now);
            if (outcome.advice().get().isSomethingToDo()) {
                sql.update(
                        "update update_host set open_since = ? where host = ? and open_since is null",
                        due.week().monday().toString(),
                        outcome.host());
            }
        }
        if (settings.escalateAfter() > 0 && state.missed(due.week()) >= settings.escalateAfter()) {
            send(sql, settings.escalate(), ReminderMail.escalation(outcome, state, due, links), now);
        }
    }

    private void hotfixes(HostResult outcome) throws StoreException {
        if (outcome.advice().isEmpty()
                || outcome.advice().get().with(Advice.HOTFIX).isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        store.transaction(connection -> {
            Sql sql = new Sql(connection);
            List<UpdateAdvice> fresh = FirstSeenRepository.claim(
                    sql, outcome.host(), outcome.advice().get().with(Advice.HOTFIX), now);
            if (!fresh.isEmpty()) {
                send(
                        sql,
                        settings.recipients(),
                        ReminderMail.hotfix(
                                outcome.advice().get(),
                                fresh,
                                settings.schedule().zone()),
                        now);
            }
            return fresh.size();
        });
    }

    private static void send(Sql sql, List<MailNotifier> notifiers, Notice mail, Instant now) throws SQLException {
        NoticeQueue queue = new NoticeQueue(sql, now);
        for (MailNotifier notifier : notifiers) {
            queue.add(notifier.name(), mail);
        }
    }

    private LocalDate today(Instant now) {
        return now.atZone(settings.schedule().zone()).toLocalDate();
    }
}
