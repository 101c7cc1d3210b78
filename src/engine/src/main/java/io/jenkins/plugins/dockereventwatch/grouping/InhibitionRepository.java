package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The table of inhibitions: compose projects that are being redeployed, and hosts that are unreachable. Alerts about the
 * failures of their containers are held back. All times are milliseconds since the epoch.
 */
record InhibitionRepository(Sql sql, long now) {

    /** A redeployment ends this time after its latest event. */
    private static final Duration QUIET = Duration.ofSeconds(60);

    /** Containers that start do not prolong a redeployment beyond this time after the latest creation or removal. */
    private static final Duration LONGEST_START = Duration.ofMinutes(10);

    private static final Set<String> FAILURES =
            Set.of("die", "kill", "stop", "destroy", "oom", "health_status: unhealthy");

    /** Returns until when the alerts about a failure are held back; empty: they are not, or it is no failure. */
    Optional<Long> end(Alert alert) throws SQLException {
        DockerEvent event = alert.event();
        if (!event.type().equals("container") || !FAILURES.contains(event.action())) {
            return Optional.empty();
        }
        String host = alert.hostLabel();
        return sql.of("select max(ends_at) from inhibition where inhibition_key in (?, ?) and ends_at > ?")
                .number(key(host, ""), key(host, EventClassifier.project(event).orElse("")), now);
    }

    private static String key(String host, String project) {
        return Digest.of(host, project);
    }

    /**
     * Begins or prolongs a redeployment.
     *
     * @return the project whose redeployment begins; empty: none does
     */
    Optional<String> onEvent(String host, DockerEvent event) throws SQLException {
        Optional<String> project = EventClassifier.project(event);
        if (project.isEmpty()) {
            return Optional.empty();
        }
        String key = key(host, project.get());
        long quiet = now + QUIET.toMillis();
        switch (event.action()) {
            case "create" -> {
                boolean continued = sql.of("update inhibition set ends_at = greatest(ends_at, ?), latest_end = ?"
                                + " where inhibition_key = ? and ends_at > ?")
                        .changes(quiet, now + LONGEST_START.toMillis(), key, now);
                if (!continued) {
                    put(key, quiet, now + LONGEST_START.toMillis());
                    return project;
                }
            }
            case "destroy" ->
                sql.of("update inhibition set ends_at = greatest(ends_at, ?), latest_end = ? where inhibition_key = ?"
                                + " and ends_at > ?")
                        .update(quiet, now + LONGEST_START.toMillis(), key, now);
            case "start" ->
                sql.of("update inhibition set ends_at = greatest(ends_at, least(?, latest_end))"
                                + " where inhibition_key = ? and ends_at > ?")
                        .update(quiet, key, now);
            default -> {}
        }
        return Optional.empty();
    }

    /** Holds back alerts about all containers of a host until a time, or a later one that was set before. */
    void inhibit(String host, long until) throws SQLException {
        String key = key(host, "");
        if (!sql.of("update inhibition set ends_at = greatest(ends_at, ?) where inhibition_key = ?")
                .changes(until, key)) {
            put(key, until, until);
        }
    }

    private void put(String key, long end, long latestEnd) throws SQLException {
        sql.of("delete from inhibition where inhibition_key = ?").update(key);
        sql.of("insert into inhibition (inhibition_key, ends_at, latest_end) values (?, ?, ?) on conflict do nothing")
                .update(key, end, latestEnd);
    }

    void deleteEnded() throws SQLException {
        sql.of("delete from inhibition where ends_at <= ?").update(now);
    }
}
