package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.reader.ConfigurationReader;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reloads config.yml when it, or a file that it names, changes. An invalid configuration is logged and ignored. Polls
 * the files: that works on every file system and with symbolic links that are replaced.
 */
final class ConfigurationWatcher implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ConfigurationWatcher.class.getName());

    private final Path file;
    private final ConfigurationReader reader;
    private final Consumer<WatchConfiguration> listener;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "docker-event-watch configuration"));

    /** The modification time, size and key of each file at the last poll; empty for a missing file. */
    private Map<Path, Map<String, Object>> last;

    /** Starts polling the file that the reader has read. */
    ConfigurationWatcher(
            Path file, ConfigurationReader reader, Duration interval, Consumer<WatchConfiguration> listener) {
        this.file = file;
        this.reader = reader;
        this.listener = listener;
        this.last = stamps(reader.files());
        timer.scheduleWithFixedDelay(this::poll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void poll() {
        Map<Path, Map<String, Object>> now = stamps(last.keySet());
        if (now.equals(last)) {
            return;
        }
        try {
            listener.accept(reader.read(file));
            reader.warnings().forEach(warning -> LOG.log(Level.WARNING, "{0}", warning));
            LOG.log(Level.INFO, "{0} reloaded", file);
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> LOG.log(Level.ERROR, "{0}", problem));
            LOG.log(Level.ERROR, "{0} is invalid; the previous configuration stays in effect", file);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "Unexpected failure while reloading " + file + "; the previous configuration stays in effect",
                    e);
        }
        // A file that changed while it was read has to be read again: its stamp from before counts.
        Map<Path, Map<String, Object>> next = stamps(reader.files());
        next.replaceAll((path, stamp) -> now.getOrDefault(path, stamp));
        last = next;
    }

    private static Map<Path, Map<String, Object>> stamps(Set<Path> files) {
        Map<Path, Map<String, Object>> stamps = new HashMap<>();
        for (Path path : files) {
            try {
                stamps.put(path, Files.readAttributes(path, "lastModifiedTime,size,fileKey"));
            } catch (IOException e) {
                stamps.put(path, Map.of());
            }
        }
        return stamps;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
