package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.schedule.JobScheduler;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Reads hosts and queues reminder mails on a schedule, until it is closed. Several instances on one PostgreSQL database
 * share the work. A delivery on the same store must know {@link ReminderSettings#notifiers()}.
 */
public final class Reminders implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Reminders.class.getName());

    private static final String READ = "host updates: read";
    private static final String REMIND = "host updates: remind";

    private final Store store;
    private final ReminderLinks links;
    private final Clock clock;
    private final WorkerErrors errors = new WorkerErrors();

    /** Guarded by this. */
    private Optional<JobScheduler> jobs = Optional.empty();

    /** Not guarded, because {@link #close} waits for the tasks that read it. */
    private volatile Optional<ReminderSettings> settings = Optional.empty();

    /**
     * Creates reminders without settings, which do nothing.
     *
     * @param store keeps the states of hosts and the queue of mails; closed by the caller
     * @param links the links in reminders
     * @param clock the current time; the scheduler uses the system's clock
     */
    public Reminders(Store store, ReminderLinks links, Clock clock) {
        this.store = store;
        this.links = links;
        this.clock = clock;
    }

    /** Starts, continues with other settings, or stops if they are empty or contain no hosts. */
    public synchronized void change(Optional<ReminderSettings> changed) {
        settings = changed.filter(some -> !some.hosts().isEmpty());
        if (settings.isEmpty()) {
            close();
            return;
        }
        JobScheduler scheduler = jobs.orElseGet(() -> JobScheduler.of(store, "host updates", errors));
        jobs = Optional.of(scheduler);
        scheduler.schedule(REMIND, changed.get().schedule(), this::runRound);
        scheduler.every(READ, changed.get().checkEvery(), this::runRound);
    }

    /** Reads all hosts soon. Does nothing without settings. */
    public synchronized void readSoon() {
        jobs.ifPresent(scheduler -> scheduler.soon(READ));
    }

    /** Returns the unexpected errors that have not been followed by a success yet, by task. */
    public Map<String, String> errors() {
        return errors.current();
    }

    private void runRound() {
        settings.ifPresent(this::runRound);
    }

    /** Reads all hosts now, and queues the mails that are due. Failures are logged. */
    void runRound(ReminderSettings current) {
        try {
            new ReminderRound(store, current, links, clock).run();
        } catch (StoreException e) {
            LOG.log(Level.ERROR, "Reminders cannot be processed: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops; waits for the current round, which is interrupted. */
    @Override
    public synchronized void close() {
        jobs.ifPresent(JobScheduler::close);
        jobs = Optional.empty();
    }
}
