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
public final class SettingsThread implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SettingsThread.class.getName());

    /** True if a change is requested and has not started. */
    private final AtomicBoolean asked = new AtomicBoolean();

    /** The scheduled change, or null if there is none. */
    private ScheduledFuture<?> later;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "docker-event-watch settings");
        thread.setDaemon(true);
        thread.setContextClassLoader(DockerEventWatchConfiguration.class.getClassLoader());
        return thread;
    });

    /**
     * Requests a change. Returns immediately. Requests made before the change starts are combined.
     *
     * @param change applies the settings that are current when it runs
     */
    public void ask(Runnable change) {
        if (!asked.getAndSet(true)) {
            execute(change);
        }
    }

    /** Schedules a change after a delay, replacing the scheduled one. Returns immediately. */
    synchronized void askLater(Runnable change, Duration pause) {
        if (later != null) {
            later.cancel(false);
        }
        try {
            later = executor.schedule(() -> ask(change), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "settings are not put into effect any more: Jenkins ends", e);
        }
    }

    private void execute(Runnable change) {
        try {
            executor.execute(() -> {
                asked.set(false);
                try {
                    change.run();
                } catch (RuntimeException | Error e) {
                    LOG.log(Level.SEVERE, "a fault while putting settings into effect; those before stay", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "settings are not put into effect any more: Jenkins ends", e);
        }
    }

    /** Stops the thread, and interrupts a change in progress. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
