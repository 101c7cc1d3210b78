package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.outbox.FallbackOutbox;
import io.jenkins.plugins.dockereventwatch.outbox.MemoryBudget;
import io.jenkins.plugins.dockereventwatch.outbox.Retention;
import io.jenkins.plugins.dockereventwatch.outbox.WatcherLease;
import io.jenkins.plugins.dockereventwatch.silence.SilenceRepository;
import io.jenkins.plugins.dockereventwatch.silence.SilenceRequests;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;

/** What is to be done every second for an outbox, whatever else happens. */
final class OutboxMaintenance {

    private static final Logger LOG = System.getLogger(OutboxMaintenance.class.getName());

    /** How long what is done with is remembered, to know it again when it is replayed. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    /** A state that dies with the program remembers for what may come within its life. */
    private static final Duration REMEMBERED_IN_MEMORY = Duration.ofSeconds(10);

    private static final int FORGET_EVERY = 60;

    private final FallbackOutbox outbox;
    private final WatcherLease presence;
    private final SilenceRepository book;
    private final Retention retention;

    /** Null where others can write to the state themselves. */
    private final SilenceRequests spool;

    private int runs;

    OutboxMaintenance(FallbackOutbox outbox, WatcherLease presence, Clock clock) {
        this.outbox = outbox;
        this.presence = presence;
        Store store = outbox.outbox().store();
        this.spool =
                store.location() instanceof StateLocation.Folder folder ? new SilenceRequests(folder.path()) : null;
        this.book = new SilenceRepository(store, clock);
        this.retention = new Retention(store, clock);
    }

    void run() {
        try {
            presence.beat();
            if (spool != null) {
                spool.serve(book);
            }
            outbox.tick();
            forget();
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "the outbox is left as it is for now", e);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a fault while looking after the outbox", e);
        }
    }

    private void forget() throws StoreException {
        boolean durable = outbox.outbox().store().isDurable();
        if (!durable || runs++ % FORGET_EVERY == 0) {
            Duration age = durable ? REMEMBERED : REMEMBERED_IN_MEMORY;
            Duration memory = outbox.outbox().handlings().memory();
            retention.forget(memory.compareTo(age) > 0 ? memory : age);
        }
        if (!durable) {
            retention.shrink(MemoryBudget.ALERTS, MemoryBudget.CHARACTERS);
        }
    }
}
