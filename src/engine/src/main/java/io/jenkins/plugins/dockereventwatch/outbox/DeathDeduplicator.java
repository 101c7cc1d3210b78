package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether an end of a container that one watcher heard of is the same that another, or this one in an earlier
 * life, found by the container's state: those two carry different times.
 */
final class DeathDeduplicator {

    private static final Set<String> ENDS = Set.of("die", "oom");

    private final Sql sql;

    DeathDeduplicator(Sql sql) {
        this.sql = sql;
    }

    /**
     * Whether the outbox holds an alert for the same end in the other's guise.
     *
     * @param key of the alert's event, by which the end that was found is known from now on: others hear of it too
     */
    boolean isKnown(Alert alert, String host, String actor, String key) throws SQLException {
        DockerEvent event = alert.event();
        if (!event.type().equals("container") || !ENDS.contains(event.action())) {
            return false;
        }
        String same = "from alert where host = ? and actor = ? and action = ? and notifier = ?";
        String notifier = Outbox.label(alert.notifier());
        long time = event.timeNano();
        if (event.origin() == DockerEvent.Origin.FOUND_AFTERWARDS) {
            return sql.count(
                            "select count(*) " + same + " and time_nano >= ?",
                            host,
                            actor,
                            event.action(),
                            notifier,
                            event.sameSince())
                    > 0;
        }
        // Asked first: what is replayed is not to be taken for another end of its container.
        if (sql.count("select count(*) from alert where event_key = ?", key) > 0) {
            return true;
        }
        Optional<Long> found = sql.first(
                row -> row.getLong(1),
                "select id " + same + " and found_afterwards = 1 and time_nano between ? and ? order by time_nano desc",
                host,
                actor,
                event.action(),
                notifier,
                time - DockerEvent.DELAY,
                time + DockerEvent.DELAY);
        if (found.isEmpty()) {
            return false;
        }
        sql.update("update alert set found_afterwards = 2, event_key = ? where id = ?", key, found.get());
        return true;
    }
}
