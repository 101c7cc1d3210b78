package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.util.Optional;

/** Decides when recorded alerts are sent, and in which messages. Valid for one transaction. */
public interface AlertRouting {

    /** Creates the routing of a transaction. Thread-safe. */
    interface Factory {

        /**
         * @param now milliseconds since the epoch
         * @param counters counts suppressed alerts; the caller writes it
         */
        AlertRouting create(Sql sql, long now, CounterRepository counters) throws SQLException;

        /** Returns a factory for a fallback without silences: it uses those of the latest transaction of this one. */
        default Factory forFallback() {
            return this;
        }
    }

    /** Decides about a new alert with an id in the state. */
    void route(long id, Alert alert) throws SQLException;

    /** Returns why a silence suppresses an alert now; empty: none does. */
    Optional<String> silenced(Alert alert) throws SQLException;

    /** Marks an alert as not to be sent. */
    void suppress(long id, Alert alert, String reason) throws SQLException;

    /**
     * Holds back alerts about all containers of a host, which is unreachable, for a minute. Those about containers that run
     * again by then are not sent.
     */
    void inhibit(String host) throws SQLException;

    /** Considers an event that may end what waiting alerts report, or begin a redeployment. */
    void onEvent(String host, DockerEvent event) throws SQLException;

    /** Applies the active hours of notifiers to the messages of this transaction and earlier ones. */
    default void applyActiveHours() throws SQLException {}

    /** Creates the messages that are due by now. */
    void sendDue() throws SQLException;

    /** Returns when {@link #sendDue} has something to do, in milliseconds since the epoch; empty: never. */
    Optional<Long> nextDue() throws SQLException;

    /** Deletes what has not been used since a time in milliseconds since the epoch. */
    void forgetBefore(long time) throws SQLException;
}
