package io.jenkins.plugins.dockereventwatch.listener;

import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
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

    private final ExecutorService executor =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
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
