package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.outbox.MemoryBudget;
import io.jenkins.plugins.dockereventwatch.outbox.Outbox;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxWriter;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/** Rejects alerts that do not fit into memory if the state is kept there. Thread-safe. */
final class AdmissionControl {

    private static final Logger LOG = System.getLogger(AdmissionControl.class.getName());

    /** Empty: unlimited. */
    private final Optional<MemoryBudget> budget;

    private final AtomicBoolean full = new AtomicBoolean();

    /** Held while alerts are counted, so that an older count does not replace a newer one. */
    private final ReentrantLock counting = new ReentrantLock();

    /** @param limited whether the state is kept in memory */
    AdmissionControl(boolean limited) {
        this.budget = limited ? Optional.of(new MemoryBudget()) : Optional.empty();
    }

    /** Returns whether an alert may be submitted. Logs the first rejected one of a series. */
    boolean admit(Alert alert) {
        boolean admitted = budget.isEmpty() || budget.get().tryReserve(alert);
        if (admitted) {
            full.set(false);
        } else if (!full.getAndSet(true)) {
            LOG.log(
                    Level.ERROR,
                    "notifier {0}: rejecting alerts, because {1} alerts are waiting already",
                    alert.notifier(),
                    budget.get().size());
        }
        return admitted;
    }

    /** Releases the memory of an alert that no longer waits. */
    void release(Alert alert) {
        budget.ifPresent(limit -> limit.release(alert));
    }

    /** Counts the waiting alerts if memory is short: silenced and summarized alerts were not released. */
    void recount(OutboxWriter writer, Outbox outbox) throws StoreException {
        if (budget.isEmpty() || !budget.get().needsCorrection()) {
            return;
        }
        counting.lock();
        try {
            MemoryBudget.Usage entered = budget.get().totalReserved();
            if (isWritten(entered, writer)) {
                MemoryBudget.Usage waiting = outbox.usage();
                // Alerts that were written meanwhile may have been counted; the next count follows soon.
                if (isWritten(entered, writer)) {
                    budget.get().correct(entered, waiting);
                }
            }
        } finally {
            counting.unlock();
        }
    }

    /** Returns whether these are all alerts that were ever admitted, and all of them are written to the outbox. */
    private boolean isWritten(MemoryBudget.Usage entered, OutboxWriter writer) {
        return budget.orElseThrow().totalReserved().equals(entered)
                && writer.usage(entered.alerts())
                        .filter(unwritten -> unwritten.alerts() == 0)
                        .isPresent();
    }
}
