package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.outbox.MemoryBudget;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Lets alerts in where there is a notifier for them, and in memory room; counts and names what it turns away. */
final class AdmissionControl {

    private static final Logger LOG = System.getLogger(AdmissionControl.class.getName());

    /** Null where a disk has room. */
    private final MemoryBudget room;

    /** Guarded by this, as is the next. */
    private boolean full;

    private long turnedAway;

    /** Prepares it, {@code bounded} where alerts wait in memory alone. */
    AdmissionControl(boolean bounded) {
        this.room = bounded ? new MemoryBudget() : null;
    }

    /** Whether an alert is in. */
    synchronized boolean enter(Alert alert, boolean wanted) {
        boolean in = wanted && (room == null || room.enter(alert));
        if (in) {
            full = false;
            return true;
        }
        turnedAway++;
        if (!wanted) {
            LOG.log(Level.WARNING, "an alert is dropped: its notifier {0} is no longer configured", alert.notifier());
        } else if (!full) {
            full = true;
            LOG.log(
                    Level.ERROR,
                    "notifier {0}: {1} alerts wait already; further ones are dropped until some are sent",
                    alert.notifier(),
                    room.size());
        }
        return false;
    }

    /** An alert waits no more. */
    void leave(Alert alert) {
        if (room != null) {
            room.leave(alert);
        }
    }

    /** Whether it is worth while to count what waits: not all that went away left by this door. */
    boolean isCrowded() {
        return room != null && room.isCrowded();
    }

    /** All that ever came in. */
    MemoryBudget.Load entered() {
        return room.entered();
    }

    /** Of all that had come in before, so much waits. */
    void recount(MemoryBudget.Load before, MemoryBudget.Load counted) {
        room.recount(before, counted);
    }

    /** How many alerts were turned away. */
    synchronized long turnedAway() {
        return turnedAway;
    }
}
