package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.AlertSink;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerContextCache;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Alerts that wait for the engine's answers about their containers. Waiting alerts delay neither the host's events nor the
 * alerts of other containers. The order per container is kept, and the host's cursor does not pass a waiting alert, so that
 * no alert is lost if the program is killed.
 */
final class PendingAlerts implements AutoCloseable {

    private static final Logger LOG = System.getLogger(PendingAlerts.class.getName());

    /** Maximum number of waiting alerts and subsequent events; beyond it, callers wait. */
    private static final int CAPACITY = 128;

    private static final int CLOSED = 1 << 20;

    /** How long closing may wait: first with the engine's answers, then without. */
    private static final Duration GRACE = Duration.ofMillis(300);

    private final String label;
    private final ContainerContextCache containers;
    private final ContextResolver contexts;
    private final HostCursor cursor;
    private final AlertSink alerts;
    private final WorkerErrors errors;

    /** Never shut down: the thread ends when idle, and late alerts are still delivered. */
    private final ThreadPoolExecutor thread;

    /** The last pending step of each container. */
    private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    private final Semaphore capacity = new Semaphore(CAPACITY);

    PendingAlerts(
            String label,
            ContainerContextCache containers,
            ContextResolver contexts,
            HostCursor cursor,
            AlertSink alerts,
            WorkerErrors errors) {
        this.label = label;
        this.containers = containers;
        this.contexts = contexts;
        this.cursor = cursor;
        this.alerts = alerts;
        this.errors = errors;
        this.thread = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread created = new Thread(task, "docker-event-watch alerts " + label);
            created.setDaemon(true);
            return created;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Accepts the alerts of one event, on the thread that follows the host. If one cannot be sent, the cursor does not pass
     * the event, which is therefore processed again after the next start.
     */
    void submit(List<Alert> due) {
        DockerEvent event = due.get(0).event();
        enter();
        cursor.hold(event);
        add(event.actorId(), containers.contextOf(event), known -> {
            AlertContext context = resolve(known);
            due.forEach(alert -> send(alert, context));
            cursor.release(event);
        });
    }

    /** Sends an alert without its context if sending it with the context fails. */
    private void send(Alert alert, AlertContext context) {
        try {
            alerts.accept(alert.withKnown(context));
            errors.succeeded("alerts " + label);
        } catch (RuntimeException | Error e) {
            errors.failed("alerts " + label, e);
            alerts.accept(alert);
        }
    }

    /** A claim that cannot be verified is omitted; the alert is sent nevertheless. */
    private AlertContext resolve(AlertContext known) {
        try {
            AlertContext context = contexts.resolve(known);
            errors.succeeded("builds of " + label);
            return context;
        } catch (RuntimeException | Error e) {
            errors.failed("builds of " + label, e);
            return known.withoutBuild();
        }
    }

    /** Reports an event as processed to the host's cursor, in order with the container's waiting alerts. */
    void afterEvent(DockerEvent event) {
        if (last.containsKey(event.actorId())) {
            enter();
            add(event.actorId(), CompletableFuture.completedFuture(event), cursor::onEvent);
        } else {
            cursor.onEvent(event);
        }
    }

    /** Runs a step once the container's previous steps are complete and the value is known. */
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
            capacity.release();
        });
    }

    private <T> void run(Consumer<T> step, T known) {
        try {
            step.accept(known);
        } catch (RuntimeException | Error e) {
            errors.failed("alerts " + label, e);
        }
    }

    private void enter() {
        try {
            capacity.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitNone() {
        CompletableFuture<?>[] pending = last.values().toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(pending).get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "{0}: alerts are still waiting", label);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Delivers waiting alerts with what is known. */
    @Override
    public void close() {
        // Callers no longer wait.
        capacity.release(CLOSED);
        awaitNone();
        containers.stopWaiting();
        awaitNone();
    }
}
