package io.jenkins.plugins.dockereventwatch.watch;

/** Reports the current health of a watch. Thread-safe. */
@FunctionalInterface
public interface HealthSource {

    /** The current health. */
    WatchHealth health();
}
