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
 * One thread that puts settings into effect, one change after the other. Its class loader is the plugin's, and so is that
 * of the threads that it begins: Jakarta Mail, Flyway and docker-java look there for their parts.
 */
public final class SettingsThread implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SettingsThread.class.getName());

    /** Whether there is a change that has not begun yet. */
    private final AtomicBoolean asked = new AtomicBoolean();

    /** Null: nothing was asked for so. */
    private ScheduledFuture<?> later;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "docker-event-watch settings");
        thread.setDaemon(true);
        thread.setContextClassLoader(DockerEventWatchConfiguration.class.getClassLoader());
        return thread;
    });

    /**
     * Has the settings of the moment at which it comes to it put into effect; returns at once. What is asked for meanwhile
     * is one with it.
     *
     * @param change puts them into effect
     */
    public void ask(Runnable change) {
        if (!asked.getAndSet(true)) {
            execute(change);
        }
    }

    /** Asks for it after a while, instead of what was asked for so before; returns at once. */
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

    /** Ends it; a change that is under way is interrupted. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
