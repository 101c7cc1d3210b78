package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The outlets of a delivery, one a notifier, and what they brought about, those that are gone too. */
final class NotifierWorkers {

    private final Function<Notifier, NotifierWorker> opening;

    /** Guarded by this, as all that follows; an outlet's own lock is taken within it, never the other way round. */
    private final Map<String, NotifierWorker> outlets = new HashMap<>();

    /** Told to end, and perhaps sending still. */
    private final Set<NotifierWorker> leaving = new HashSet<>();

    private DeliveryStatistics ended = new DeliveryStatistics(0, 0, 0);

    /** None yet. */
    NotifierWorkers(Function<Notifier, NotifierWorker> opening) {
        this.opening = opening;
    }

    /** Makes them those of some notifiers; returns those that leave, told to end, by their names. */
    synchronized Map<String, NotifierWorker> replace(Map<String, Notifier> notifiers) {
        Map<String, NotifierWorker> gone = new HashMap<>(outlets);
        gone.keySet().removeAll(notifiers.keySet());
        outlets.keySet().removeAll(gone.keySet());
        leaving.addAll(gone.values());
        gone.values().forEach(NotifierWorker::stop);
        notifiers.forEach((name, notifier) -> {
            NotifierWorker outlet = outlets.computeIfAbsent(name, added -> opening.apply(notifier));
            outlet.replace(notifier);
        });
        return gone;
    }

    /** Waits, without the lock, for the end of those that leave. */
    void end(Collection<NotifierWorker> gone, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (NotifierWorker outlet : gone) {
            outlet.join(Duration.ofNanos(deadline - System.nanoTime()));
            synchronized (this) {
                leaving.remove(outlet);
                ended = ended.plus(outlet.counts());
            }
        }
    }

    /** What waited for one that is gone was given up. */
    synchronized void gaveUp(long messages) {
        ended = ended.plus(new DeliveryStatistics(0, messages, 0));
    }

    synchronized boolean has(String notifier) {
        return outlets.containsKey(notifier);
    }

    synchronized Set<String> notifiers() {
        return Set.copyOf(outlets.keySet());
    }

    synchronized void wake() {
        outlets.values().forEach(NotifierWorker::wake);
    }

    /** What became of their messages. */
    synchronized DeliveryStatistics counts() {
        DeliveryStatistics sum = ended;
        for (NotifierWorker outlet : outlets.values()) {
            sum = sum.plus(outlet.counts());
        }
        for (NotifierWorker outlet : leaving) {
            sum = sum.plus(outlet.counts());
        }
        return sum;
    }
}
