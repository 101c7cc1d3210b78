package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.util.List;

/** Creates alerts from what is in the state, and records there that it did. */
@FunctionalInterface
public interface AlertSource {

    /**
     * Creates the alerts that are due.
     *
     * @param sql the transaction in which the alerts are recorded
     * @param now milliseconds since the epoch
     */
    List<Alert> alerts(Sql sql, long now, AlertRouting routing) throws SQLException;
}
