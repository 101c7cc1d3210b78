package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Counts finished messages since the start, and lets threads wait for a state of the delivery. Thread-safe. */
final class DeliveryStatus {

    /** How often a condition is checked without a signal: another watcher may have sent the last message. */
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    private final AtomicReference<DeliveryStatistics> finished = new AtomicReference<>(new DeliveryStatistics(0, 0, 0));

    /** Released by the next change. */
    private final AtomicReference<CountDownLatch> nextChange = new AtomicReference<>(new CountDownLatch(1));

    private final AdmissionControl admission;

    DeliveryStatus(AdmissionControl admission) {
        this.admission = admission;
    }

    DeliveryStatistics finished() {
        return finished.get();
    }

    void onSent(PendingMessage message) {
        message.alerts().forEach(admission::release);
        add(new DeliveryStatistics(1, 0, 0));
    }

    void onGivenUp(PendingMessage message) {
        message.alerts().forEach(admission::release);
        addFailed(1);
    }

    void addFailed(long messages) {
        add(new DeliveryStatistics(0, messages, 0));
    }

    private void add(DeliveryStatistics more) {
        finished.updateAndGet(before -> before.plus(more));
        signalChange();
    }

    void signalChange() {
        nextChange.getAndSet(new CountDownLatch(1)).countDown();
    }

    /** Waits until a condition is met. Returns false after a timeout. */
    boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            CountDownLatch change = nextChange.get();
            if (condition.getAsBoolean()) {
                return true;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            change.await(Math.min(left, CHECK_INTERVAL.toNanos()), TimeUnit.NANOSECONDS);
        }
    }
}
