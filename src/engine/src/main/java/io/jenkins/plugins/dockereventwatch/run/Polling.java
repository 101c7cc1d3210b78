package io.jenkins.plugins.dockereventwatch.run;

import java.io.IOException;
import java.time.Duration;

/** Waits for changes that the Docker Engine has no call to wait for, or none that survives its restart. */
final class Polling {

    private static final long FIRST_PAUSE = 20;
    private static final long LONGEST_PAUSE = 200;

    private Polling() {}

    /** The awaited change. */
    @FunctionalInterface
    interface Condition<E extends Exception> {

        boolean isMet() throws E, IOException, InterruptedException;
    }

    /** Checks a condition until it is met, at least once. Returns false if it is not met within the timeout. */
    static <E extends Exception> boolean await(Condition<E> condition, Duration timeout)
            throws E, IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (long pause = FIRST_PAUSE; !condition.isMet(); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(pause);
        }
        return true;
    }
}
