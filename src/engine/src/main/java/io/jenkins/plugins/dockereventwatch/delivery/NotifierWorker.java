package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.Transport;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository.Queue;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The thread that claims one notifier's messages from the outbox, sends them in order, and retries them. An unexpected
 * error does not end the thread: it is reported and the work is retried.
 */
final class NotifierWorker {

    private static final Logger LOG = System.getLogger(NotifierWorker.class.getName());
    private static final int CLAIM_SIZE = 20;

    /** How often the outbox is read for messages that have become due or that another watcher has released. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final String name;
    private final Supplier<List<Queue>> queues;
    private final NotifierWorkers.Sending settings;
    private final DeliveryStatus status;
    private final WorkerErrors errors;
    private final Thread thread;

    /** Ends the waiting of the thread; the number of permits has no meaning. */
    private final Semaphore wakeUps = new Semaphore(0);

    /** Guarded by this. */
    private boolean sending;

    private volatile boolean stopped;
    private volatile Target target;

    // Of this thread only.
    private final Deque<Acknowledgement> acknowledgements = new ArrayDeque<>();
    private Target lastTarget;
    private int serverFailures;
    private int failures;

    private record Target(Notifier notifier, Transport transport) {}

    /** The result of a message, to be written to the queue that the message is from. */
    private record Acknowledgement(Queue queue, Write write) {}

    private interface Write {
        void run() throws StoreException;
    }

    NotifierWorker(
            Notifier notifier,
            Supplier<List<Queue>> queues,
            NotifierWorkers.Sending settings,
            DeliveryStatus status,
            WorkerErrors errors) {
        this.name = notifier.name();
        this.queues = queues;
        this.settings = settings;
        this.status = status;
        this.errors = errors;
        this.target = new Target(notifier, notifier.open(settings.timeouts()));
        this.lastTarget = target;
        this.thread = new Thread(this::run, "docker-event-watch deliver " + name);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    void wake() {
        wakeUps.release();
    }

    /** Applies changed settings. Waiting messages are sent with them at once. For one thread at a time. */
    void replace(Notifier changed) {
        if (!changed.equals(target.notifier)) {
            target = new Target(changed, changed.open(settings.timeouts()));
            wake();
        }
    }

    /** Asks the thread to end; interrupts it if it is sending. */
    synchronized void stop() {
        stopped = true;
        if (sending) {
            thread.interrupt();
        }
        wake();
    }

    void join(Duration timeout) {
        try {
            thread.join(Math.max(1, timeout.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopped) {
            Target current = target;
            try {
                if (!deliver(current)) {
                    await(POLL_INTERVAL);
                }
                errors.succeeded("deliver " + name);
                failures = 0;
            } catch (RuntimeException | Error e) {
                // Messages that it had claimed remain its own and are claimed again.
                failures++;
                errors.failed("deliver " + name, e);
                pause(RetryPolicy.CONNECTION.delayAfter(failures), current);
            }
        }
        errors.succeeded("deliver " + name);
    }

    /** Sends what is due. Returns whether there was any. */
    private boolean deliver(Target current) {
        boolean any = false;
        boolean complete = true;
        for (Queue queue : queues.get()) {
            Optional<List<PendingMessage>> claimed = claim(queue, current);
            complete &= claimed.isPresent();
            if (claimed.isPresent() && !claimed.get().isEmpty()) {
                any = true;
                send(queue, claimed.get(), current);
            }
        }
        if (complete) {
            lastTarget = current;
        }
        return any;
    }

    /** Returns the claimed messages; empty if the queue cannot be read. */
    private Optional<List<PendingMessage>> claim(Queue queue, Target current) {
        try {
            // Messages without acknowledgement would be claimed and sent again.
            writeAcknowledgements(queue);
            if (current != lastTarget) {
                serverFailures = 0;
                queue.retryNow(name);
            }
            return Optional.of(queue.claim(name, CLAIM_SIZE, current.notifier.rateLimit()));
        } catch (StoreException e) {
            // The writer of the outbox reports the same problem.
            LOG.log(Level.DEBUG, "Cannot read the outbox", e);
            return Optional.empty();
        }
    }

    /** Sends messages while the server accepts them; releases the others, which another watcher may send. */
    private void send(Queue queue, List<PendingMessage> messages, Target current) {
        for (int i = 0; i < messages.size(); i++) {
            if (stopped) {
                release(queue, messages.subList(i, messages.size()));
                return;
            }
            Duration pause;
            try {
                pause = send(queue, messages.get(i), current);
            } catch (StoreException e) {
                LOG.log(Level.DEBUG, "Cannot mark a message as being sent", e);
                release(queue, messages.subList(i, messages.size()));
                return;
            }
            if (!pause.isZero()) {
                release(queue, messages.subList(i + 1, messages.size()));
                pause(pause, current);
                return;
            }
        }
    }

    private static void release(Queue queue, List<PendingMessage> messages) {
        try {
            queue.release(messages);
        } catch (StoreException e) {
            // They remain claimed by this watcher, which claims them again.
            LOG.log(Level.DEBUG, "Cannot release messages", e);
        }
    }

    /** Sends one message. Returns how long the server accepts no further messages; zero: it does. */
    private Duration send(Queue queue, PendingMessage pending, Target current) throws StoreException {
        if (!queue.begin(pending)) {
            return Duration.ZERO;
        }
        try {
            Message message = current.notifier
                    .compose(pending, ZonedDateTime.now(settings.clock()))
                    .forRetry(pending.entry().recipients(), pending.entry().possibleDuplicate());
            sendInterruptibly(message, current.transport);
        } catch (DeliveryException e) {
            return onFailure(queue, pending, e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "notifier " + name + ": internal error while sending a message; giving it up", e);
            giveUp(queue, pending, "internal error (" + e.getClass().getSimpleName() + ")");
            return Duration.ZERO;
        } catch (Error e) {
            LOG.log(Level.ERROR, "notifier " + name + ": internal error while sending a message", e);
            String problem = "internal error (" + e.getClass().getSimpleName() + ")";
            return onFailure(queue, pending, new DeliveryException(DeliveryException.Kind.INTERNAL, problem));
        }
        // The message is sent, even if an error follows.
        serverFailures = 0;
        try {
            acknowledge(queue, () -> queue.sent(pending, name, current.notifier.rateLimit()));
        } finally {
            status.onSent(pending);
        }
        return Duration.ZERO;
    }

    /** Allows {@link #stop} to interrupt the thread, but only here: an interrupt during a write would close the file. */
    private void sendInterruptibly(Message message, Transport transport) throws DeliveryException {
        setSending(true);
        try {
            transport.send(message);
        } finally {
            setSending(false);
        }
    }

    private synchronized void setSending(boolean now) {
        sending = now;
        if (!now) {
            Thread.interrupted();
        } else if (stopped) {
            thread.interrupt();
        }
    }

    /** A failure of the server delays all messages, another failure only this one. */
    private Duration onFailure(Queue queue, PendingMessage pending, DeliveryException e) {
        Instant now = settings.clock().instant();
        if (!e.isTemporary()
                || settings.retry().givesUp(Duration.between(pending.entry().created(), now))) {
            LOG.log(Level.ERROR, "notifier {0}: {1}; giving up the message", name, e.getMessage());
            giveUp(queue, pending, e.getMessage());
            return Duration.ZERO;
        }
        boolean server = e.isServerFailure();
        serverFailures = server ? serverFailures + 1 : 0;
        Duration delay = settings.retry()
                .delayAfter(server ? serverFailures : pending.entry().attempts() + 1);
        LOG.log(
                stopped ? Level.DEBUG : Level.WARNING,
                "notifier {0}: {1}; trying again in {2}",
                name,
                e.getMessage(),
                seconds(delay));
        Optional<Instant> due = server ? Optional.empty() : Optional.of(now.plus(delay));
        Queue.Failure failure = new Queue.Failure(e.getMessage(), e.isUncertain(), e.remainingRecipients());
        acknowledge(queue, () -> queue.postpone(pending, due, failure));
        return server ? delay : Duration.ZERO;
    }

    private static String seconds(Duration delay) {
        return Math.max(1, delay.toSeconds()) + " s";
    }

    private void giveUp(Queue queue, PendingMessage pending, String reason) {
        try {
            acknowledge(queue, () -> queue.failed(pending, name, reason));
        } finally {
            status.onGivenUp(pending);
        }
    }

    /** Writes a result now, or before the next claim. */
    private void acknowledge(Queue queue, Write write) {
        acknowledgements.add(new Acknowledgement(queue, write));
        try {
            writeAcknowledgements(queue);
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "Cannot write the result of a message; trying again", e);
        }
    }

    private void writeAcknowledgements(Queue queue) throws StoreException {
        for (Acknowledgement next : List.copyOf(acknowledgements)) {
            if (next.queue.equals(queue)) {
                next.write.run();
                acknowledgements.remove(next);
            }
        }
    }

    /** Waits until a delay has passed, the settings have changed, or the worker is stopped. */
    private void pause(Duration delay, Target current) {
        long deadline = System.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0 && !stopped && target == current; ) {
            await(Duration.ofNanos(left));
            left = deadline - System.nanoTime();
        }
    }

    private void await(Duration timeout) {
        try {
            if (wakeUps.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            // Only stop() ends the thread.
            LOG.log(Level.DEBUG, "Interrupted", e);
        }
    }
}
