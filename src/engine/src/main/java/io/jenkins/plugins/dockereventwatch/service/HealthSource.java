package io.jenkins.plugins.dockereventwatch.service;

/** Reports the current health of a watch. Thread-safe. */
@FunctionalInterface
public interface HealthSource {

    /** The current health. */
    WatchHealth health();
}
