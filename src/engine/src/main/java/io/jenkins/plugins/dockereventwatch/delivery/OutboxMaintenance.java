package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.alert.MemoryBudget;
import io.jenkins.plugins.dockereventwatch.grouping.AlertRouterFactory;
import io.jenkins.plugins.dockereventwatch.outbox.FallbackOutbox;
import io.jenkins.plugins.dockereventwatch.outbox.WatcherRepository;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.silence.SilenceRepository;
import io.jenkins.plugins.dockereventwatch.silence.SilenceRequests;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The tasks of every second. A task that fails is retried the next time and does not affect the others. */
final class OutboxMaintenance {

    private static final Logger LOG = System.getLogger(OutboxMaintenance.class.getName());

    private static final String THREAD = "outbox maintenance";

    /** How long alerts are kept after they were sent, to recognize replayed events. */
    private static final Duration RETENTION = Duration.ofDays(7);

    /** Retention in memory, where events are replayed only while the program runs. */
    private static final Duration RETENTION_IN_MEMORY = Duration.ofSeconds(10);

    /** Number of runs between deletions in a durable state, and between attempts to free the space of its file. */
    private static final int DELETE_INTERVAL = 60;

    private final FallbackOutbox outbox;
    private final WatcherRepository lease;
    private final WorkerErrors errors;
    private final Task afterwards;
    private final SilenceRepository silences;
    private final AlertRouterFactory routers;

    /** Empty if other processes can use the state themselves. */
    private final Optional<SilenceRequests> requests;

    private int runs;
    private boolean failed;

    interface Task {
        void run() throws StoreException;
    }

    /** @param afterwards runs after the other tasks */
    OutboxMaintenance(
            FallbackOutbox outbox,
            WatcherRepository lease,
            AlertRouterFactory routers,
            Clock clock,
            WorkerErrors errors,
            Task afterwards) {
        this.outbox = outbox;
        this.lease = lease;
        this.routers = routers;
        this.errors = errors;
        this.afterwards = afterwards;
        Store store = outbox.outbox().store();
        this.requests = store.location() instanceof StateLocation.Folder folder
                ? Optional.of(new SilenceRequests(folder.path()))
                : Optional.empty();
        this.silences = new SilenceRepository(store, clock);
    }

    /** Runs all tasks. Throws no exception, which would end the schedule. */
    void run() {
        failed = false;
        run(lease::renew);
        requests.ifPresent(waiting -> run(() -> waiting.serve(silences)));
        run(outbox::sendDue);
        run(this::deleteOld);
        run(afterwards);
        if (!failed) {
            errors.succeeded(THREAD);
        }
    }

    private void run(Task task) {
        try {
            task.run();
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "Outbox maintenance failed; retrying at the next interval", e);
        } catch (RuntimeException | Error e) {
            failed = true;
            errors.failed(THREAD, e);
        }
    }

    private void deleteOld() throws StoreException {
        boolean durable = outbox.outbox().store().isDurable();
        if (!durable || runs++ % DELETE_INTERVAL == 0) {
            Duration age = durable ? RETENTION : RETENTION_IN_MEMORY;
            Duration memory = routers.policies().memory();
            outbox.outbox().forget(memory.compareTo(age) > 0 ? memory : age);
            outbox.outbox().store().compact();
        }
        if (!durable) {
            outbox.outbox().shrink(MemoryBudget.ALERTS, MemoryBudget.CHARACTERS);
        }
    }
}
