package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.MemoryBudget;
import io.jenkins.plugins.dockereventwatch.outbox.Outbox;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxWriter;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Rejects alerts that do not fit into memory if the state is kept there. Thread-safe. */
final class AdmissionControl {

    private static final Logger LOG = System.getLogger(AdmissionControl.class.getName());

    private final boolean limited;

    // Guarded by this.
    private MemoryBudget used = MemoryBudget.NONE;
    private MemoryBudget admitted = MemoryBudget.NONE;
    private boolean full;

    /** @param limited whether the state is kept in memory */
    AdmissionControl(boolean limited) {
        this.limited = limited;
    }

    /** Returns whether an alert may be submitted. Logs the first rejected one of a series. */
    synchronized boolean admit(Alert alert) {
        MemoryBudget one = MemoryBudget.of(alert);
        if (!limited || used.hasRoomFor(one)) {
            used = used.plus(one);
            admitted = admitted.plus(one);
            full = false;
        } else if (!full) {
            full = true;
            LOG.log(
                    Level.ERROR,
                    "notifier {0}: rejecting alerts, because {1} alerts are waiting already",
                    alert.notifier(),
                    used.alerts());
        }
        return !full;
    }

    synchronized void release(Alert alert) {
        used = used.minus(MemoryBudget.of(alert));
    }

    /**
     * Counts the waiting alerts if memory is short: silenced and summarized alerts were not released. For one thread at a
     * time, so that an older count does not replace a newer one.
     */
    void recount(OutboxWriter writer, Outbox outbox) throws StoreException {
        MemoryBudget before = admitted();
        if (limited && isShort() && isWritten(before, writer)) {
            MemoryBudget waiting = outbox.usage();
            // Alerts that were written meanwhile may have been counted; the next count follows soon.
            if (isWritten(before, writer)) {
                correct(before, waiting);
            }
        }
    }

    private synchronized boolean isShort() {
        return used.alerts() > MemoryBudget.ALERTS / 4 || used.characters() > MemoryBudget.CHARACTERS / 4;
    }

    private synchronized MemoryBudget admitted() {
        return admitted;
    }

    /** Returns whether these are all alerts that were ever admitted, and all of them are written to the outbox. */
    private boolean isWritten(MemoryBudget before, OutboxWriter writer) {
        return admitted().equals(before) && writer.hasWritten(before.alerts());
    }

    private synchronized void correct(MemoryBudget before, MemoryBudget waiting) {
        used = waiting.plus(admitted.minus(before));
    }
}
