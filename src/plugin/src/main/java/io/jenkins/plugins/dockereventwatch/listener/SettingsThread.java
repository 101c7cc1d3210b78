package io.jenkins.plugins.dockereventwatch.listener;

import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One thread that puts settings into effect, one change after the other. Its class loader is the plugin's, and so is that
 * of the threads that it begins: Jakarta Mail, Flyway and docker-java look there for their parts.
 */
public final class SettingsThread implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SettingsThread.class.getName());

    private final ExecutorService executor =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "docker-event-watch settings");
                thread.setDaemon(true);
                thread.setContextClassLoader(DockerEventWatchConfiguration.class.getClassLoader());
                return thread;
            });

    /** Does a change after those asked for before; returns at once. */
    public void execute(Runnable change) {
        try {
            executor.execute(() -> {
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
