package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository;
import io.jenkins.plugins.dockereventwatch.outbox.Notice;
import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.update.advice.HostAdvice;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateAdvice;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads all hosts once and queues the mails that are due. What is due depends on the store only, so that a round may run
 * at any time, repeatedly, after an outage of weeks, and on several watchers at once.
 */
record ReminderRound(Store store, ReminderSettings settings, ReminderLinks links, Clock clock) {

    /** A reminder is late if it is sent this long after it was due. */
    private static final Duration LATE = Duration.ofHours(2);

    private static final int MOST_SKIPPED_WEEKS = 520;

    /** Reads the hosts, and queues the mails that are due in the outbox. */
    void run() throws StoreException, InterruptedException {
        List<HostResult> results = new HostReader(store, settings, clock).readAll();
        if (settings.mails().recipients().isEmpty()) {
            return;
        }
        boolean digest = settings.mails().digest();
        if (digest) {
            remind(HostStateRepository.DIGEST, results);
        }
        for (HostResult result : results) {
            if (!digest) {
                remind(result.host(), List.of(result));
            }
            hotfixes(result);
        }
    }

    /** Queues the mail about one host or the digest, if it is due. */
    private void remind(String name, List<HostResult> results) throws StoreException {
        Instant now = clock.instant();
        HostStateRepository states = new HostStateRepository(store);
        Optional<ReminderMail.Occasion> due = due(states.findOrCreate(name, now), now);
        List<HostState> each = new ArrayList<>();
        boolean retried = false;
        for (HostResult result : results) {
            HostState state = states.findOrCreate(result.host(), now);
            each.add(state);
            retried |= isRetried(result, state, now);
        }
        if (due.isEmpty() || retried) {
            return;
        }
        ReminderMail.Occasion occasion = due.get();
        boolean digest = settings.mails().digest();
        String mailed = digest ? "mailed" : outcome(results.get(0), each.get(0), now);
        String outcome = isSkipped(occasion) ? "left out" : mailed;
        store.transaction(sql -> {
            boolean claimed = new ReminderRepository(sql, name).claim(occasion.week(), outcome, now);
            if (!claimed || !outcome.equals("mailed")) {
                return claimed;
            }
            ReminderMail mail = new ReminderMail(occasion, links);
            send(
                    sql,
                    settings.mails().recipients(),
                    digest ? mail.digest(results, each) : mail.weekly(results.get(0), each.get(0)),
                    now);
            for (int i = 0; i < results.size(); i++) {
                HostResult result = results.get(i);
                String ofHost = outcome(result, each.get(i), now);
                // A host that had its own reminder this week is not escalated again.
                boolean first =
                        !digest || new ReminderRepository(sql, result.host()).claim(occasion.week(), ofHost, now);
                if (first && ofHost.equals("mailed")) {
                    request(sql, result, each.get(i), occasion, now);
                }
            }
            return claimed;
        });
    }

    private String outcome(HostResult result, HostState state, Instant now) {
        return state.isSnoozed(LocalDate.ofInstant(now, zone()))
                ? "snoozed"
                : result.isNothingToDo() ? "nothing" : "mailed";
    }

    private boolean isSkipped(ReminderMail.Occasion occasion) {
        return occasion.late() && !settings.mails().catchUp();
    }

    /** Whether a host failed only recently, so that it is read again before its failure is reported. */
    private boolean isRetried(HostResult result, HostState state, Instant now) {
        return result.advice().isEmpty()
                && state.reading()
                        .failedSince()
                        .filter(since -> now.isBefore(since.plus(settings.checkEvery())))
                        .isPresent();
    }

    /** The last date of the schedule, unless it was handled. */
    private Optional<ReminderMail.Occasion> due(HostState state, Instant now) throws StoreException {
        Optional<Instant> last = settings.schedule().last(state.knownSince().minusMillis(1), now);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Instant dueAt = last.get();
        IsoWeek week = IsoWeek.of(dueAt.atZone(zone()));
        return store.transaction(sql -> {
            ReminderRepository reminders = new ReminderRepository(sql, state.host());
            if (reminders.isHandled(week)) {
                return Optional.empty();
            }
            return Optional.of(new ReminderMail.Occasion(
                    week,
                    dueAt,
                    Duration.between(dueAt, now).compareTo(LATE) > 0,
                    reminders
                            .last(now)
                            .map(before -> skipped(IsoWeek.of(before.atZone(zone())), week))
                            .orElse(0),
                    next(now),
                    zone()));
        });
    }

    /** The number of weeks between two reminders in which one was due. */
    private int skipped(IsoWeek before, IsoWeek week) {
        int skipped = 0;
        for (LocalDate monday = before.monday().plusWeeks(1);
                monday.isBefore(week.monday()) && skipped < MOST_SKIPPED_WEEKS;
                monday = monday.plusWeeks(1)) {
            Instant end = monday.plusWeeks(1).atStartOfDay(zone()).toInstant();
            boolean due = settings.schedule()
                    .next(monday.atStartOfDay(zone()).toInstant().minusMillis(1))
                    .filter(end::isAfter)
                    .isPresent();
            skipped += due ? 1 : 0;
        }
        return skipped;
    }

    private String next(Instant now) {
        return settings.schedule()
                .next(now)
                .map(next -> LocalDateTime.ofInstant(next, zone()) + ", "
                        + settings.schedule().words(Locale.ENGLISH))
                .orElse("none");
    }

    /** Records that a host's updates are requested, and escalates if they have been requested for too long. */
    private void request(Sql sql, HostResult result, HostState state, ReminderMail.Occasion occasion, Instant now)
            throws SQLException {
        new FirstSeenRepository(sql, result.host(), now).claimHotfixes(result.hotfixes());
        if (result.advice().filter(HostAdvice::isSomethingToDo).isPresent()) {
            HostStateRepository.open(sql, result.host(), occasion.week());
        }
        if (settings.escalation().afterWeeks() > 0
                && state.missed(occasion.week()) >= settings.escalation().afterWeeks()) {
            send(
                    sql,
                    settings.escalation().recipients(),
                    new ReminderMail(occasion, links).escalation(result, state),
                    now);
        }
    }

    private void hotfixes(HostResult result) throws StoreException {
        if (result.hotfixes().isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        store.transaction(sql -> {
            List<UpdateAdvice> unmailed =
                    new FirstSeenRepository(sql, result.host(), now).claimHotfixes(result.hotfixes());
            if (!unmailed.isEmpty()) {
                HostAdvice advice = result.advice().orElseThrow();
                send(sql, settings.mails().recipients(), ReminderMail.hotfix(advice, unmailed, zone()), now);
            }
            return unmailed;
        });
    }

    private ZoneId zone() {
        return settings.schedule().zone();
    }

    private static void send(Sql sql, List<MailNotifier> notifiers, Notice mail, Instant now) throws SQLException {
        DeliveryRepository deliveries = new DeliveryRepository(sql, now.toEpochMilli());
        for (MailNotifier notifier : notifiers) {
            deliveries.add(notifier.name(), mail);
        }
    }
}
