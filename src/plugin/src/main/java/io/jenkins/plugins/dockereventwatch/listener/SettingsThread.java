package io.jenkins.plugins.dockereventwatch.listener;

import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A thread that applies changes of settings sequentially. The thread and the threads it starts use the plugin's class
 * loader as context class loader, through which Jakarta Mail, Flyway and docker-java load services.
 */
final class SettingsThread implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SettingsThread.class.getName());

    /** True if a change is requested and has not started. */
    private final AtomicBoolean requested = new AtomicBoolean();

    /** The scheduled change, or null if there is none. */
    private ScheduledFuture<?> later;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "docker-event-watch settings");
        thread.setDaemon(true);
        thread.setContextClassLoader(DockerEventWatchConfiguration.class.getClassLoader());
        return thread;
    });

    /** Applies settings. */
    @FunctionalInterface
    interface Change {

        void apply();
    }

    /** Requests a change. Returns immediately. Requests made before the change starts are combined. */
    void submit(Change change) {
        if (!requested.getAndSet(true)) {
            schedule(() -> apply(change), Duration.ZERO);
        }
    }

    /** Schedules a change after a delay, replacing the scheduled one. Returns immediately. */
    synchronized void submitLater(Change change, Duration delay) {
        if (later != null) {
            later.cancel(false);
        }
        later = schedule(() -> submit(change), delay);
    }

    /** Returns null if Jenkins stops. */
    private ScheduledFuture<?> schedule(Runnable task, Duration delay) {
        try {
            return executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "Settings are not applied any more: Jenkins stops", e);
            return null;
        }
    }

    private void apply(Change change) {
        requested.set(false);
        try {
            change.apply();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, "Failed to apply the settings; keeping the previous ones", e);
        }
    }

    /** Stops the thread, and interrupts a change in progress. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
