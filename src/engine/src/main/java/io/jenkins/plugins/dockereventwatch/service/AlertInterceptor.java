package io.jenkins.plugins.dockereventwatch.service;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import java.util.Optional;

/** Lets a front end complete alerts before they are queued. Called by several threads; must not wait. */
@FunctionalInterface
public interface AlertInterceptor {

    /** Queues alerts unchanged. */
    AlertInterceptor NONE = Optional::of;

    /**
     * Completes an alert.
     *
     * @return the alert to be queued; empty: the alert is not sent
     */
    Optional<Alert> intercept(Alert alert);
}
