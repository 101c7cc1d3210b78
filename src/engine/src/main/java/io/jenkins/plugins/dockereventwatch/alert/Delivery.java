package io.jenkins.plugins.dockereventwatch.alert;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings alerts to their notifiers: in order for each, a slow one holds up itself only, and what cannot be sent for now
 * is tried again with growing pauses. Alerts wait in memory.
 */
public final class Delivery implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Delivery.class.getName());
    private static final Duration LONGEST_STOP = Duration.ofSeconds(1);

    private final Composer composer;
    private final RetryPolicy retry;
    private final ChannelTimes times;
    private final Map<String, Outlet> outlets = new HashMap<>();
    private DeliveryStatistics ended = new DeliveryStatistics(0, 0, 0);

    /**
     * Starts it.
     *
     * @param notifiers where alerts can go, by name
     * @param composer makes the messages
     * @param retry when what could not be sent is tried again
     * @param times how long servers may take
     */
    public Delivery(Map<String, Notifier> notifiers, Composer composer, RetryPolicy retry, ChannelTimes times) {
        this.composer = composer;
        this.retry = retry;
        this.times = times;
        replaceNotifiers(notifiers);
    }

    /**
     * Replaces the notifiers. What waits for one that stays goes on with its new settings, at once; what waits for one
     * that is gone is given up, and said so.
     */
    public synchronized void replaceNotifiers(Map<String, Notifier> notifiers) {
        outlets.entrySet().removeIf(entry -> {
            boolean gone = !notifiers.containsKey(entry.getKey());
            if (gone) {
                end(entry.getValue());
            }
            return gone;
        });
        notifiers.forEach((name, notifier) -> {
            Outlet outlet = outlets.get(name);
            if (outlet == null) {
                outlets.put(name, new Outlet(notifier, composer, retry, times));
            } else {
                outlet.replace(notifier);
            }
        });
    }

    private void end(Outlet outlet) {
        outlet.close();
        DeliveryStatistics last = outlet.statistics();
        ended = ended.plus(new DeliveryStatistics(last.delivered(), last.failed() + last.waiting(), 0));
    }

    /** Takes an alert over; never waits for a server. */
    public synchronized void submit(Alert alert) {
        Outlet outlet = outlets.get(alert.notifier());
        if (outlet == null) {
            LOG.log(Level.WARNING, "an alert is dropped: its notifier {0} is no longer configured", alert.notifier());
            ended = ended.plus(new DeliveryStatistics(0, 1, 0));
        } else {
            outlet.submit(alert);
        }
    }

    /** How it stands, over all notifiers, since the start. */
    public synchronized DeliveryStatistics statistics() {
        return outlets.values().stream().map(Outlet::statistics).reduce(ended, DeliveryStatistics::plus);
    }

    /**
     * Waits until nothing waits any more.
     *
     * @return false if something still waits after {@code patience}
     */
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Outlet outlet : outlets()) {
            if (!outlet.awaitIdle(Duration.ofNanos(deadline - System.nanoTime()))) {
                return false;
            }
        }
        return true;
    }

    private synchronized Iterable<Outlet> outlets() {
        return List.copyOf(outlets.values());
    }

    /** Ends it within a few seconds; says in the log how many alerts were not sent. */
    @Override
    public synchronized void close() {
        outlets.values().forEach(Outlet::stop);
        long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        outlets.values().forEach(outlet -> outlet.join(Duration.ofNanos(deadline - System.nanoTime())));
        outlets.values().forEach(this::end);
        outlets.clear();
    }
}
