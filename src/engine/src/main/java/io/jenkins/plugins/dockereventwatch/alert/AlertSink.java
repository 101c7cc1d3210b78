package io.jenkins.plugins.dockereventwatch.alert;

/** Receives alerts. */
@FunctionalInterface
public interface AlertSink {

    /** Accepts an alert; must not block. */
    void accept(Alert alert);
}
