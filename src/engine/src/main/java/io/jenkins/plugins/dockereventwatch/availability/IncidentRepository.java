package io.jenkins.plugins.dockereventwatch.availability;

import io.jenkins.plugins.dockereventwatch.availability.Observation.Subject;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The table of incidents, which all watchers share. Times are milliseconds since the epoch by the watcher's clock. */
record IncidentRepository(Sql sql, long now) {

    /** How long it is known that an incident has ended: the other watchers observe that too. */
    private static final Duration ENDED = Duration.ofMinutes(5);

    /** Incidents whose service or host is no longer configured or observed are deleted after this time. */
    private static final Duration FORGOTTEN = Duration.ofDays(30);

    /**
     * An incident.
     *
     * @param begun when it was first observed
     * @param reported since when it is wrong according to the alert; empty: there is no alert yet
     * @param ended when it ended; empty: it has not
     */
    record Incident(long begun, Optional<Long> reported, Optional<Long> ended) {}

    /** Returns whether an alert reports each incident that has not ended, by key. */
    Map<String, Boolean> open() throws SQLException {
        Map<String, Boolean> open = new HashMap<>();
        sql.of("select incident_key, reported_since is not null from incident where ended_at is null")
                .query(row -> open.put(row.getString(1), row.getBoolean(2)));
        return open;
    }

    /** Returns and locks an incident; empty if there is none. */
    Optional<Incident> lock(Subject subject) throws SQLException {
        return sql.of("select begun_at, reported_since, ended_at from incident where incident_key = ? for update")
                .first(
                        row -> new Incident(
                                row.getLong(1),
                                Optional.ofNullable(row.getObject(2, Long.class)),
                                Optional.ofNullable(row.getObject(3, Long.class))),
                        subject.key());
    }

    /** Begins an incident unless there is one already. Returns whether there was none. */
    boolean begin(Subject subject) throws SQLException {
        return sql.of("insert into incident (incident_key, begun_at) values (?, ?) on conflict do nothing")
                .changes(subject.key(), now);
    }

    /** Begins an incident again that has ended. */
    void reopen(Subject subject) throws SQLException {
        sql.of("update incident set begun_at = ?, reported_since = null, ended_at = null where incident_key = ?")
                .update(now, subject.key());
    }

    void setReported(Subject subject, long since) throws SQLException {
        sql.of("update incident set reported_since = ? where incident_key = ?").update(since, subject.key());
    }

    void end(Subject subject) throws SQLException {
        sql.of("update incident set ended_at = ? where incident_key = ?").update(now, subject.key());
    }

    void deleteOld() throws SQLException {
        sql.of("delete from incident where ended_at < ? or begun_at < ?")
                .update(now - ENDED.toMillis(), now - FORGOTTEN.toMillis());
    }
}
