package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Reloads config.yml when it, or a file that it names, changes. An invalid configuration is logged and ignored. Polls
 * the files: that works on every file system and with symbolic links that are replaced.
 */
final class ConfigurationWatcher implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ConfigurationWatcher.class.getName());

    private final ConfigurationFile file;
    private final Listener listener;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "docker-event-watch configuration");
        thread.setDaemon(true);
        return thread;
    });
    private Map<Path, Stamp> last;

    /** Receives each valid configuration. */
    @FunctionalInterface
    interface Listener {

        /** Applies a configuration. */
        void changed(WatchConfiguration configuration);
    }

    /** Differs if a file has changed. */
    private record Stamp(FileTime modified, long size, Object key) {}

    /**
     * Starts polling.
     *
     * @param file a file that has been read once
     */
    ConfigurationWatcher(ConfigurationFile file, Duration interval, Listener listener) {
        this.file = file;
        this.listener = listener;
        this.last = stamps(file.reader().files());
        timer.scheduleWithFixedDelay(this::poll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void poll() {
        Map<Path, Stamp> now = stamps(last.keySet());
        if (now.equals(last)) {
            return;
        }
        try {
            WatchConfiguration configuration = file.reader().read(file.file());
            listener.changed(configuration);
            LOG.log(Level.INFO, "{0} reloaded", file.file());
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> LOG.log(Level.ERROR, "{0}", problem));
            LOG.log(Level.ERROR, "{0} is invalid; the previous configuration stays in effect", file.file());
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "Unexpected failure while reloading " + file.file()
                            + "; the previous configuration stays in effect",
                    e);
        }
        // A file that changed while it was read has to be read again: its stamp from before counts.
        Map<Path, Stamp> next = stamps(file.reader().files());
        next.replaceAll((path, stamp) -> now.getOrDefault(path, stamp));
        last = next;
    }

    private static Map<Path, Stamp> stamps(Set<Path> files) {
        Map<Path, Stamp> stamps = new HashMap<>();
        for (Path path : files) {
            Stamp stamp;
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                stamp = new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            } catch (IOException e) {
                stamp = new Stamp(FileTime.fromMillis(0), -1, null);
            }
            stamps.put(path, stamp);
        }
        return stamps;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
