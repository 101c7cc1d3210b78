package io.jenkins.plugins.dockereventwatch.heartbeat;

import io.jenkins.plugins.dockereventwatch.outbox.Counters;
import io.jenkins.plugins.dockereventwatch.outbox.NoticeQueue;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxReport;
import io.jenkins.plugins.dockereventwatch.schedule.JobScheduler;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends heartbeat mails, as long as it is open. Of several watchers of one state one sends each; after an outage the last
 * one that was due goes out once.
 */
public final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Heartbeat.class.getName());

    private static final String JOB = "heartbeat";
    private static final String CATCH_UP = "heartbeat: catch up";

    /** How long it may go unnoticed that one was due while nothing ran, or while the state was away. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(5);

    private final Store store;
    private final Supplier<Map<String, HostConnection>> hosts;
    private final Clock clock;

    /** Guarded by this. */
    private Optional<JobScheduler> jobs = Optional.empty();

    /** Read by tasks, for which {@link #close} waits: no lock. */
    private volatile Optional<HeartbeatSettings> settings = Optional.empty();

    /**
     * Prepares it; nothing is done before {@link #change} brings settings.
     *
     * @param store what is remembered, with the outbox that delivers the mails
     * @param hosts those that are followed, by their names for people
     * @param clock what time it is; Quartz has its own
     */
    public Heartbeat(Store store, Supplier<Map<String, HostConnection>> hosts, Clock clock) {
        this.store = store;
        this.hosts = hosts;
        this.clock = clock;
    }

    /** Begins, goes on by other settings, or ends where there are none. */
    public synchronized void change(Optional<HeartbeatSettings> changed) {
        settings = changed;
        if (changed.isEmpty()) {
            close();
            return;
        }
        if (jobs.isEmpty()) {
            jobs = Optional.of(
                    store.isShared() ? JobScheduler.clustered(store.connections(), JOB) : JobScheduler.alone());
        }
        jobs.get().schedule(JOB, changed.get().schedule(), this::look);
        jobs.get().every(CATCH_UP, LOOK_BACK, this::look);
    }

    private void look() {
        settings.ifPresent(this::lookBy);
    }

    /** Writes the mail that is due, if any; faults are logged. */
    void lookBy(HeartbeatSettings current) {
        try {
            store.transaction(connection -> {
                write(new Sql(connection), current, clock.instant());
                return null;
            });
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "the heartbeat mail has to wait: {0}", e.getMessage());
        }
    }

    private void write(Sql sql, HeartbeatSettings current, Instant now) throws SQLException {
        Optional<HeartbeatRepository> last = HeartbeatRepository.last(sql);
        if (last.isEmpty()) {
            // What is due is due from now on, and counted from now on.
            HeartbeatRepository.insert(sql, new HeartbeatRepository(now, now, Counters.read(sql)));
            return;
        }
        Optional<Instant> due = current.schedule().last(last.get().due(), now);
        if (due.isEmpty()) {
            return;
        }
        OutboxReport report = OutboxReport.read(sql, last.get().written());
        if (!HeartbeatRepository.insert(sql, new HeartbeatRepository(due.get(), now, report.totals()))) {
            return;
        }
        HeartbeatMail mail = new HeartbeatMail(
                new HeartbeatMail.Span(last.get().written(), due.get(), now),
                current.schedule(),
                hosts.get(),
                report,
                report.totals().since(last.get().totals()));
        NoticeQueue queue = new NoticeQueue(sql, now);
        for (String notifier : current.notifiers()) {
            queue.add(notifier, mail.notice());
        }
    }

    /** Ends it. */
    @Override
    public synchronized void close() {
        jobs.ifPresent(JobScheduler::close);
        jobs = Optional.empty();
    }
}
