package io.jenkins.plugins.dockereventwatch.silence;

import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds alerts that were recorded but not sent, for example because of a silence. */
public final class SuppressedAlerts {

    private final Store store;

    public SuppressedAlerts(Store store) {
        this.store = store;
    }

    /**
     * An event of a host.
     *
     * @param host the Docker host's label
     */
    public record Occurrence(String host, DockerEvent.Key key) {}

    /** Returns the suppressed alerts of events. The result has no entry for an event without suppressed alerts. */
    public Map<Occurrence, List<AlertRepository.Suppressed>> of(List<Occurrence> occurrences) throws StoreException {
        return store.transaction(sql -> {
            AlertRepository alerts = new AlertRepository(sql);
            Map<Occurrence, List<AlertRepository.Suppressed>> all = new HashMap<>();
            for (Occurrence occurrence : occurrences) {
                List<AlertRepository.Suppressed> suppressed = alerts.suppressed(occurrence.host, occurrence.key);
                if (!suppressed.isEmpty()) {
                    all.put(occurrence, suppressed);
                }
            }
            return all;
        });
    }
}
