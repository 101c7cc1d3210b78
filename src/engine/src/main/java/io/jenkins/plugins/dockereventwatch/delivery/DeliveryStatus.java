package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.outbox.DeliveryProblem;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryQueue;
import io.jenkins.plugins.dockereventwatch.outbox.FallbackOutbox;
import io.jenkins.plugins.dockereventwatch.outbox.MemoryBudget;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxWriter;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a delivery stands: what became of alerts, what waits, what does not get there. */
final class DeliveryStatus {

    private static final Logger LOG = System.getLogger(DeliveryStatus.class.getName());

    /** How long it may go unnoticed that another watcher has sent the last message. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final AdmissionControl entrance;
    private final OutboxWriter recorder;
    private final FallbackOutbox outbox;
    private final NotifierWorkers outlets;
    private final ChangeSignal changes;

    /** As of the last time it could be asked. */
    private volatile long waiting;

    /** Looks at what alerts go through, in their order; {@code changes} tells that something was recorded or sent. */
    DeliveryStatus(
            AdmissionControl entrance,
            OutboxWriter recorder,
            FallbackOutbox outbox,
            NotifierWorkers outlets,
            ChangeSignal changes) {
        this.entrance = entrance;
        this.recorder = recorder;
        this.outbox = outbox;
        this.outlets = outlets;
        this.changes = changes;
    }

    DeliveryStatistics statistics() {
        DeliveryStatistics ended = outlets.counts().plus(new DeliveryStatistics(0, entrance.turnedAway(), 0));
        // Asked first: what is written meanwhile counts twice rather than not at all.
        long unwritten = recorder.waiting();
        try {
            waiting = outbox.waiting(outlets.notifiers());
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "how much waits is not known for now", e);
        }
        return ended.plus(new DeliveryStatistics(0, 0, waiting + unwritten));
    }

    /**
     * Finds room that was left unnoticed: by alerts that are not sent, or told of by their number alone. One thread at a
     * time, so that no older count takes the place of a newer one; nothing else takes this lock.
     */
    synchronized void findRoom() {
        if (entrance.isCrowded()) {
            MemoryBudget.Load before = entrance.entered();
            try {
                if (recorder.hasWritten(before.alerts())) {
                    MemoryBudget.Load counted = outbox.outbox().load();
                    // Alerts written meanwhile would be counted twice; skipped until the next call.
                    if (recorder.hasWritten(before.alerts())) {
                        entrance.recount(before, counted);
                    }
                }
            } catch (StoreException e) {
                LOG.log(Level.DEBUG, "how much waits is not known for now", e);
            }
        }
    }

    List<DeliveryProblem> troubles() {
        List<String> notifiers = outlets.notifiers().stream().sorted().toList();
        List<DeliveryProblem> troubles = new ArrayList<>();
        try {
            for (DeliveryQueue dispatch : outbox.dispatches()) {
                troubles.addAll(dispatch.troubles(notifiers));
            }
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "what cannot be delivered is not known for now", e);
        }
        return troubles;
    }

    boolean awaitIdle(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            long seen = changes.number();
            if (isIdle()) {
                return true;
            }
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                return false;
            }
            changes.awaitAfter(seen, left.compareTo(LOOK) < 0 ? left : LOOK);
        }
    }

    private boolean isIdle() {
        try {
            return recorder.isIdle() && !outbox.anyWaits(outlets.notifiers());
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "how much waits is not known for now", e);
            return false;
        }
    }
}
