package io.jenkins.plugins.dockereventwatch.silence;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.Outbox;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Alerts that are recorded and were not sent, as by a silence; as long as a state remembers them. */
public final class SuppressedAlerts {

    private final Store store;

    /** Those of a state. */
    public SuppressedAlerts(Store store) {
        this.store = store;
    }

    /**
     * An event of a host.
     *
     * @param host the Docker host's name for people
     */
    public record Occurrence(String host, DockerEvent.Key key) {}

    /**
     * An alert that was not sent.
     *
     * @param notifier whom it was for
     * @param reason why, for people, in one line
     */
    public record Unsent(String notifier, String reason) {}

    /** Those of some events; an event all of whose alerts were sent, or wait to be, is left out. */
    public Map<Occurrence, List<Unsent>> of(List<Occurrence> occurrences) throws StoreException {
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            Map<Occurrence, List<Unsent>> all = new HashMap<>();
            for (Occurrence occurrence : occurrences) {
                List<Unsent> unsent = sql.query(
                        row -> new Unsent(row.getString(1), row.getString(2)),
                        "select notifier, unsent from alert where host = ? and actor = ? and action = ?"
                                + " and time_nano = ? and unsent is not null order by id",
                        Outbox.label(occurrence.host),
                        Outbox.name(occurrence.key.actorId()),
                        Outbox.name(occurrence.key.action()),
                        occurrence.key.timeNano());
                if (!unsent.isEmpty()) {
                    all.put(occurrence, List.copyOf(unsent));
                }
            }
            return all;
        });
    }
}
