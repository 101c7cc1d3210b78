package io.jenkins.plugins.dockereventwatch.heartbeat;

import io.jenkins.plugins.dockereventwatch.outbox.CounterRepository;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxReport;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.schedule.JobScheduler;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.watch.HealthSource;
import io.jenkins.plugins.dockereventwatch.watch.WatchHealth;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Queues heartbeat mails on a schedule, until it is closed. Of several watchers that share a store, one queues each mail.
 * After an outage only the last due mail is sent.
 */
public final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Heartbeat.class.getName());

    private static final String JOB = "heartbeat";
    private static final String CATCH_UP = "heartbeat: catch up";

    /** How often mails are looked for that were due while nothing ran or the store was unavailable. */
    private static final Duration CATCH_UP_EVERY = Duration.ofMinutes(5);

    private final Store store;
    private final HealthSource health;
    private final Clock clock;
    private final WorkerErrors errors = new WorkerErrors();

    /** Guarded by this. */
    private Optional<JobScheduler> jobs = Optional.empty();

    /** Not guarded, because {@link #close} waits for the tasks that read it. */
    private volatile Optional<HeartbeatSettings> settings = Optional.empty();

    /**
     * Creates a heartbeat without settings, which does nothing.
     *
     * @param store keeps the counters and the outbox that delivers the mails; closed by the caller
     * @param health the health of the watch
     * @param clock the current time; the scheduler uses the system's clock
     */
    public Heartbeat(Store store, HealthSource health, Clock clock) {
        this.store = store;
        this.health = health;
        this.clock = clock;
    }

    /** Starts, continues with other settings, or stops if they are empty. */
    public synchronized void change(Optional<HeartbeatSettings> changed) {
        settings = changed;
        if (changed.isEmpty()) {
            close();
            return;
        }
        JobScheduler scheduler = jobs.orElseGet(() -> JobScheduler.of(store, JOB, errors));
        jobs = Optional.of(scheduler);
        scheduler.schedule(JOB, changed.get().schedule(), this::queueDue);
        scheduler.every(CATCH_UP, CATCH_UP_EVERY, this::queueDue);
    }

    /** Returns the unexpected errors that have not been followed by a success yet, by task. */
    public Map<String, String> errors() {
        return errors.current();
    }

    private void queueDue() {
        settings.ifPresent(this::queueDue);
    }

    /** Queues the mail that is due, if any. Failures are logged. */
    void queueDue(HeartbeatSettings current) {
        WatchHealth now = health.health();
        try {
            store.transaction(sql -> {
                queueDue(sql, current, now, clock.instant());
                return null;
            });
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "The heartbeat mail is delayed: {0}", e.getMessage());
        }
    }

    private void queueDue(Sql sql, HeartbeatSettings current, WatchHealth health, Instant now) throws SQLException {
        HeartbeatRepository heartbeats = new HeartbeatRepository(sql);
        Optional<HeartbeatRepository.Written> last = heartbeats.last();
        if (last.isEmpty()) {
            // The first period starts now.
            heartbeats.claim(new HeartbeatRepository.Written(now, now, new CounterRepository(sql).read()));
            return;
        }
        Optional<Instant> due = current.schedule().last(last.get().due(), now);
        if (due.isEmpty()) {
            return;
        }
        OutboxReport report = OutboxReport.read(sql, last.get().written());
        if (heartbeats.claim(new HeartbeatRepository.Written(due.get(), now, report.totals()))) {
            HeartbeatMail mail = new HeartbeatMail(
                    new HeartbeatMail.Period(last.get().written(), due.get(), now),
                    current.schedule(),
                    health,
                    report,
                    report.totals().since(last.get().totals()));
            DeliveryRepository deliveries = new DeliveryRepository(sql, now.toEpochMilli());
            for (String notifier : current.notifiers()) {
                deliveries.add(notifier, mail.notice());
            }
        }
    }

    /** Stops. */
    @Override
    public synchronized void close() {
        jobs.ifPresent(JobScheduler::close);
        jobs = Optional.empty();
    }
}
