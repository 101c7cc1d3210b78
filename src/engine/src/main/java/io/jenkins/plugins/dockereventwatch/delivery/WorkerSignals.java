package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What others tell an outlet's thread: that there is work, and that it is to end. */
final class WorkerSignals {

    /** Guarded by this, as all that follows. */
    private boolean work;

    private boolean stopped;

    /** The thread where it may be interrupted; null: it may not. */
    private Thread sending;

    /** What a thread does where it may be interrupted. */
    interface Sending {
        void send() throws DeliveryException;
    }

    /** There is work, or a pause may be over. */
    synchronized void wake() {
        work = true;
        notifyAll();
    }

    /** The thread is to end, soon if it is sending. */
    synchronized void stop() {
        stopped = true;
        if (sending != null) {
            sending.interrupt();
        }
        notifyAll();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Waits until there is work, but no longer than {@code most}. */
    synchronized void awaitWork(Duration most) throws InterruptedException {
        if (!work && !stopped) {
            wait(most.toMillis());
        }
        work = false;
    }

    /** Waits as long as there is reason to, looked at again with each {@link #wake}. */
    synchronized void pause(Duration pause, BooleanSupplier reason) throws InterruptedException {
        long deadline = System.nanoTime() + pause.toNanos();
        long left = pause.toMillis();
        while (!stopped && reason.getAsBoolean() && left > 0) {
            wait(left);
            left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
    }

    /** Only here the thread may be interrupted: an interrupt while a file is written closes the file. */
    void interruptibly(Sending action) throws DeliveryException {
        begin(Thread.currentThread());
        try {
            action.send();
        } finally {
            end();
        }
    }

    private synchronized void begin(Thread thread) {
        sending = thread;
        if (stopped) {
            thread.interrupt();
        }
    }

    private synchronized void end() {
        sending = null;
        Thread.interrupted();
    }
}
