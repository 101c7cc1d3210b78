package io.jenkins.plugins.dockereventwatch.delivery;

import java.time.Duration;

/** Tells whoever waits for some state of things that something has changed. */
final class ChangeSignal {

    /** Guarded by this. */
    private long number;

    synchronized void happened() {
        number++;
        notifyAll();
    }

    /** How many there were; to be asked before looking at what may change. */
    synchronized long number() {
        return number;
    }

    /** Waits until there were more than {@code seen}, but no longer than {@code most}. */
    synchronized void awaitAfter(long seen, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis(); number == seen && left > 0; ) {
            wait(left);
            left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
    }
}
