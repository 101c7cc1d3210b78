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
import java.util.function.Consumer;

/**
 * Reads a configuration again when one of its files changes; a bad edit is reported and changes nothing. Files are
 * looked at, not listened to: that works on every file system, and where files are replaced by way of links.
 */
public final class ConfigurationWatcher implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ConfigurationWatcher.class.getName());

    private final ConfigurationFile file;
    private final Consumer<WatchConfiguration> changed;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "docker-event-watch configuration");
        thread.setDaemon(true);
        return thread;
    });
    private Map<Path, Stamp> last;

    /** What tells a file from its earlier self. */
    private record Stamp(FileTime modified, long size, Object key) {}

    /**
     * Begins.
     *
     * @param file has been read once
     * @param interval how often its files are looked at
     * @param changed gets each new configuration
     */
    public ConfigurationWatcher(ConfigurationFile file, Duration interval, Consumer<WatchConfiguration> changed) {
        this.file = file;
        this.changed = changed;
        this.last = stamps(file.reader().files());
        timer.scheduleWithFixedDelay(this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        Map<Path, Stamp> now = stamps(last.keySet());
        if (now.equals(last)) {
            return;
        }
        try {
            WatchConfiguration configuration = file.reader().read(file.file());
            changed.accept(configuration);
            LOG.log(Level.INFO, "{0} has changed and is in force", file.file());
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> LOG.log(Level.ERROR, "{0}", problem));
            LOG.log(Level.ERROR, "{0} has changed but cannot be used; the last good one stays in force", file.file());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a fault while reading " + file.file() + "; the last good one stays in force", e);
        }
        // Files that are named only now are looked at from now on; those looked at before, as they were before reading.
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
