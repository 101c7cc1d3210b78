package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The thread that takes one notifier's messages from the outbox to its server. */
final class Outlet implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Outlet.class.getName());
    private static final int CLAIMED_AT_ONCE = 20;

    /** How long what another watcher left behind, or what becomes due, may go unnoticed. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Composer composer;
    private final RetryPolicy retry;
    private final ChannelTimes times;
    private final Supplier<List<Dispatch>> dispatches;
    private final Consumer<Parcel> finished;
    private final Clock clock;
    private final Thread thread;
    private final String name;

    /** What became of messages and could not yet be noted; of this thread alone, as is the next. */
    private final Deque<Settlement> unsettled = new ArrayDeque<>();

    private int failures;

    /** Guarded by this, as all that follows. */
    private Notifier notifier;

    private Channel channel;
    private int generation;
    private boolean closed;
    private boolean work;
    private boolean sending;
    private long delivered;
    private long failed;

    /** A note in the outbox. */
    private interface Note {
        void write() throws StoreException;
    }

    private record Settlement(Dispatch dispatch, Note note) {}

    /** What is sent with; anew when the notifier's settings change. */
    private record Means(Notifier notifier, Channel channel, int generation) {}

    Outlet(
            Notifier notifier,
            Composer composer,
            RetryPolicy retry,
            ChannelTimes times,
            Supplier<List<Dispatch>> dispatches,
            Consumer<Parcel> finished) {
        this.name = notifier.name();
        this.notifier = notifier;
        this.composer = composer;
        this.retry = retry;
        this.times = times;
        this.dispatches = dispatches;
        this.finished = finished;
        this.clock = composer.clock();
        this.channel = Channel.of(notifier, times);
        this.thread = new Thread(this::run, "docker-event-watch deliver " + name);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Has it look into the outbox. */
    synchronized void wake() {
        work = true;
        notifyAll();
    }

    synchronized void replace(Notifier changed) {
        if (!changed.equals(notifier)) {
            notifier = changed;
            channel = Channel.of(changed, times);
            generation++;
            wake();
        }
    }

    synchronized long delivered() {
        return delivered;
    }

    synchronized long failed() {
        return failed;
    }

    private synchronized Means means() {
        return new Means(notifier, channel, generation);
    }

    private void run() {
        int seen = 0;
        try {
            while (!isClosed()) {
                boolean any = false;
                int now = means().generation;
                for (Dispatch dispatch : dispatches.get()) {
                    any |= deliverFrom(dispatch, now != seen);
                }
                seen = now;
                if (!any) {
                    awaitWork();
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "notifier {0}: interrupted", name);
        }
    }

    private synchronized void awaitWork() throws InterruptedException {
        if (!work && !closed) {
            wait(LOOK.toMillis());
        }
        work = false;
    }

    /** Whether there was something to do. */
    private boolean deliverFrom(Dispatch dispatch, boolean otherMeans) throws InterruptedException {
        List<Parcel> parcels;
        try {
            settle(dispatch);
            if (otherMeans) {
                failures = 0;
                dispatch.hasten(name);
            }
            parcels = dispatch.claim(name, CLAIMED_AT_ONCE);
        } catch (StoreException e) {
            // The recorder meets the same trouble and tells of it.
            LOG.log(Level.DEBUG, "the outbox cannot be read", e);
            return false;
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "notifier " + name + ": a fault while reading the outbox", e);
            return false;
        }
        Means means = means();
        for (int i = 0; i < parcels.size(); i++) {
            if (isClosed() || !deliver(dispatch, parcels.get(i), means)) {
                release(dispatch, parcels.subList(i + 1, parcels.size()));
                break;
            }
        }
        return !parcels.isEmpty();
    }

    /** Sends a message; false if the server takes nothing for now, which has been waited for. */
    private boolean deliver(Dispatch dispatch, Parcel parcel, Means means) throws InterruptedException {
        try {
            if (!dispatch.begin(parcel)) {
                return true;
            }
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "a delivery cannot be begun", e);
            return false;
        }
        try {
            send(message(parcel, means.notifier), means.channel);
            failures = 0;
            count(parcel, true);
            note(dispatch, () -> dispatch.sent(parcel, name));
            return true;
        } catch (DeliveryException e) {
            return refused(dispatch, parcel, e, means.generation);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "notifier " + name + ": a fault while sending an alert, which is given up", e);
            count(parcel, false);
            note(dispatch, () -> dispatch.failed(parcel, name, "a fault: " + e));
            return true;
        }
    }

    /** Only here the thread may be interrupted: an interrupt while a file is written closes the file. */
    private void send(Message message, Channel channel) throws DeliveryException {
        synchronized (this) {
            sending = true;
        }
        try {
            channel.send(message);
        } finally {
            synchronized (this) {
                sending = false;
                Thread.interrupted();
            }
        }
    }

    private Message message(Parcel parcel, Notifier to) throws DeliveryException {
        Message message = composer.compose(parcel, to);
        if (!parcel.recipients().isEmpty() && message instanceof MailMessage mail) {
            message = mail.onlyTo(parcel.recipients());
        }
        return parcel.doubtful() ? message.asPossibleDuplicate() : message;
    }

    private boolean refused(Dispatch dispatch, Parcel parcel, DeliveryException e, int current)
            throws InterruptedException {
        Instant now = clock.instant();
        if (!e.isTemporary() || now.isAfter(parcel.created().plus(retry.giveUp()))) {
            LOG.log(Level.ERROR, "notifier {0}: {1}; it is not tried again", name, e.getMessage());
            count(parcel, false);
            note(dispatch, () -> dispatch.failed(parcel, name, e.getMessage()));
            return true;
        }
        failures = e.concernsServer() ? failures + 1 : 0;
        int tries = e.concernsServer() ? failures : parcel.attempts() + 1;
        Duration pause = retry.backoff().after(tries, ThreadLocalRandom.current());
        LOG.log(
                isClosed() ? Level.DEBUG : Level.WARNING,
                "notifier {0}: {1}; trying again in {2} s",
                name,
                e.getMessage(),
                Math.max(1, pause.toSeconds()));
        note(dispatch, () -> dispatch.postponed(parcel, e.concernsServer() ? null : now.plus(pause), e));
        if (e.concernsServer()) {
            pause(pause, current);
        }
        return !e.concernsServer();
    }

    private void note(Dispatch dispatch, Note note) {
        unsettled.add(new Settlement(dispatch, note));
        try {
            settle(dispatch);
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "what became of a message is noted later", e);
        }
    }

    /** Writes down what could not be; nothing else is claimed before that. */
    private void settle(Dispatch dispatch) throws StoreException {
        for (Settlement next : List.copyOf(unsettled)) {
            if (next.dispatch == dispatch) {
                next.note.write();
                unsettled.remove(next);
            }
        }
    }

    private void release(Dispatch dispatch, List<Parcel> parcels) {
        for (Parcel parcel : parcels) {
            try {
                dispatch.release(parcel);
            } catch (StoreException e) {
                // It stays claimed by this watcher, which claims it again.
                LOG.log(Level.DEBUG, "a claim is kept", e);
                return;
            }
        }
    }

    private void count(Parcel parcel, boolean sent) {
        finished.accept(parcel);
        synchronized (this) {
            delivered += sent ? 1 : 0;
            failed += sent ? 0 : 1;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Waits for the pause's or the settings' end. */
    private synchronized void pause(Duration pause, int current) throws InterruptedException {
        long deadline = System.nanoTime() + pause.toNanos();
        long left = pause.toMillis();
        while (!closed && generation == current && left > 0) {
            wait(left);
            left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
    }

    /** Asks the thread to end. */
    synchronized void stop() {
        closed = true;
        if (sending) {
            thread.interrupt();
        }
        notifyAll();
    }

    void join(Duration patience) {
        try {
            thread.join(Math.max(1, patience.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
