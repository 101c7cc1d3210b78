package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A host's alerts that wait for what the engine tells of their containers: many at a time, so that a slow answer holds up
 * neither the host's events nor other containers' alerts. What concerns one container keeps its order, and the host's cursor
 * does not pass an alert that waits: whatever dies meanwhile, it is told at the next start.
 */
final class PendingAlerts implements AutoCloseable {

    private static final Logger LOG = System.getLogger(PendingAlerts.class.getName());

    /** So many wait at a time, alerts and what happened after them; whoever brings more has to wait too. */
    private static final int MOST = 128;

    /** How long it may take to end: at first with the engine's answers, then without. */
    private static final Duration GRACE = Duration.ofMillis(300);

    private final String label;
    private final ContainerContextCache containers;
    private final UnaryOperator<AlertContext> contexts;
    private final HostCursor cursor;
    private final Consumer<Alert> alerts;

    /** Never shut down: it ends when idle, and what comes late is still handed on. */
    private final ThreadPoolExecutor thread;

    /** The last thing that is to be done for a container. */
    private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    /** Guarded by this, as what follows. */
    private int waiting;

    private boolean closing;

    /**
     * Prepares it.
     *
     * @param contexts checks and completes what a container claims
     * @param cursor the host's
     * @param alerts gets each alert, on the thread of this
     */
    PendingAlerts(
            String label,
            ContainerContextCache containers,
            UnaryOperator<AlertContext> contexts,
            HostCursor cursor,
            Consumer<Alert> alerts) {
        this.label = label;
        this.containers = containers;
        this.contexts = contexts;
        this.cursor = cursor;
        this.alerts = alerts;
        this.thread = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread made = new Thread(task, "docker-event-watch alerts " + label);
            made.setDaemon(true);
            return made;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Takes the alerts of one event. On the thread that follows the host. */
    void submit(List<Alert> due) {
        DockerEvent event = due.get(0).event();
        enter();
        cursor.hold(event);
        add(event.actorId(), containers.contextOf(event), known -> {
            try {
                AlertContext context = checked(known);
                due.forEach(alert -> alerts.accept(alert.withKnown(context)));
            } finally {
                cursor.letGo(event);
            }
        });
    }

    /** What cannot be checked is not told, but that is no reason not to alert. */
    private AlertContext checked(AlertContext known) {
        try {
            return contexts.apply(known);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, label + ": a fault while looking for the build of a container", e);
            return known.withoutBuild();
        }
    }

    /** The host's cursor, to be told on the thread that follows the host. */
    HostCursor cursor() {
        return new HostCursor() {
            @Override
            public Optional<Stored> stored() throws IOException {
                return cursor.stored();
            }

            @Override
            public void reached(Instant time) {
                cursor.reached(time);
            }

            @Override
            public void passed(DockerEvent event) {
                cursor.passed(event);
            }

            @Override
            public void gap() {
                cursor.gap();
            }

            @Override
            public void saw(DockerEvent event) {
                if (last.containsKey(event.actorId())) {
                    enter();
                    add(event.actorId(), CompletableFuture.completedFuture(event), cursor::saw);
                } else {
                    cursor.saw(event);
                }
            }
        };
    }

    /** Does something, for which there was room, when all that came before for the container is done, and a value known. */
    private <T> void add(String container, CompletableFuture<T> value, Consumer<T> step) {
        CompletableFuture<Void> before = last.getOrDefault(container, CompletableFuture.completedFuture(null));
        CompletableFuture<Void> done = before.thenCombineAsync(
                value,
                (nothing, known) -> {
                    run(step, known);
                    return null;
                },
                thread);
        last.put(container, done);
        done.whenComplete((nothing, failure) -> {
            last.remove(container, done);
            leave();
        });
    }

    private <T> void run(Consumer<T> step, T known) {
        try {
            step.accept(known);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, label + ": a fault while handling an event; the watch goes on", e);
        }
    }

    private synchronized void enter() {
        try {
            while (waiting >= MOST && !closing) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waiting++;
    }

    private synchronized void leave() {
        waiting--;
        notifyAll();
    }

    private synchronized void awaitNone() {
        closing = true;
        notifyAll();
        long deadline = System.nanoTime() + GRACE.toNanos();
        try {
            for (long left = GRACE.toMillis(); waiting > 0 && left > 0; ) {
                wait(left);
                left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it: alerts that still wait go out with what is known without the engine. */
    @Override
    public void close() {
        awaitNone();
        containers.giveUp();
        awaitNone();
    }
}
