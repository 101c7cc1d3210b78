package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.schedule.JobScheduler;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;

/** Reminds of hosts' updates, as long as it is open. Several on one PostgreSQL share the work. */
public final class Reminders implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Reminders.class.getName());

    private static final String READ = "host updates: read";
    private static final String REMIND = "host updates: remind";

    private final Store store;
    private final ReminderLinks links;
    private final Clock clock;

    /** Guarded by this. */
    private Optional<JobScheduler> jobs = Optional.empty();

    /** Read by tasks, for which {@link #close} waits: no lock. */
    private volatile Optional<ReminderSettings> settings = Optional.empty();

    /**
     * Prepares it; nothing is done before {@link #change} brings settings.
     *
     * @param store what is remembered
     * @param links what a reminder leads to
     * @param clock what time it is; Quartz has its own
     */
    public Reminders(Store store, ReminderLinks links, Clock clock) {
        this.store = store;
        this.links = links;
        this.clock = clock;
    }

    /** Begins, goes on by other settings, or ends where there are none. */
    public synchronized void change(Optional<ReminderSettings> changed) {
        settings = changed;
        if (changed.isEmpty()) {
            close();
            return;
        }
        if (jobs.isEmpty()) {
            jobs = Optional.of(
                    store.isShared()
                            ? JobScheduler.clustered(store.connections(), "host updates")
                            : JobScheduler.alone());
        }
        JobScheduler scheduler = jobs.get();
        scheduler.schedule(REMIND, changed.get().schedule(), this::look);
        scheduler.every(READ, changed.get().checkEvery(), this::look);
    }

    /** Has all hosts read soon, as at the next time it is due; nothing where there are no settings. */
    public synchronized void readSoon() {
        jobs.ifPresent(scheduler -> scheduler.soon(READ));
    }

    private void look() {
        settings.ifPresent(this::lookBy);
    }

    /** Reads all hosts now, and mails what is due; faults are logged. */
    void lookBy(ReminderSettings current) {
        try {
            new ReminderRound(store, current, links, clock).run();
        } catch (StoreException e) {
            LOG.log(Level.ERROR, "reminders: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it. */
    @Override
    public synchronized void close() {
        jobs.ifPresent(JobScheduler::close);
        jobs = Optional.empty();
    }
}
