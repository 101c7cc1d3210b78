package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The table of inhibitions: compose projects that are being redeployed, and hosts that are unreachable. Alerts about the
 * failures of their containers are held back. All times are milliseconds since the epoch.
 */
record InhibitionRepository(Sql sql, long now) {

    /** A redeployment ends this time after its latest event, and the inhibition of a host after the host was away. */
    private static final Duration QUIET = Duration.ofSeconds(60);

    /** Containers that start do not prolong a redeployment beyond this time after the latest creation or removal. */
    private static final Duration LONGEST_START = Duration.ofMinutes(10);

    /** Returns until when the alerts about a failure are held back; empty: they are not, or it is no failure. */
    Optional<Long> end(Alert alert) throws SQLException {
        DockerEvent event = alert.event();
        if (!EventClassifier.isFailure(event)) {
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
     * Begins or prolongs a redeployment. It begins if a container is replaced, or is created after others were stopped or
     * removed.
     *
     * @return the project whose redeployment begins; empty: none does
     */
    Optional<String> onEvent(String host, DockerEvent event) throws SQLException {
        Optional<String> project = EventClassifier.project(event);
        if (project.isEmpty()) {
            return Optional.empty();
        }
        String key = key(host, project.get());
        switch (event.action()) {
            case "create", "rename" -> {
                boolean begins = EventClassifier.isReplacement(event)
                        || (event.action().equals("create")
                                && new AlertRepository(sql).hasStopped(host, project.get(), now));
                if (!prolong(key, now + LONGEST_START.toMillis()) && begins) {
                    put(key, now + QUIET.toMillis(), now + LONGEST_START.toMillis());
                    return project;
                }
            }
            case "destroy" -> prolong(key, now + LONGEST_START.toMillis());
            case "start" -> prolong(key, 0);
            default -> {}
        }
        return Optional.empty();
    }

    /** Prolongs a redeployment that has not ended; up to its latest end, or a later one. */
    private boolean prolong(String key, long latestEnd) throws SQLException {
        return sql.of("update inhibition set ends_at = greatest(ends_at, least(?, greatest(latest_end, ?))),"
                        + " latest_end = greatest(latest_end, ?) where inhibition_key = ? and ends_at > ?")
                .changes(now + QUIET.toMillis(), latestEnd, latestEnd, key, now);
    }

    /**
     * Holds back alerts about all containers of a host for a minute.
     *
     * @return whether they were not held back before
     */
    boolean inhibit(String host) throws SQLException {
        String key = key(host, "");
        long until = now + QUIET.toMillis();
        if (sql.of("update inhibition set ends_at = greatest(ends_at, ?) where inhibition_key = ? and ends_at > ?")
                .changes(until, key, now)) {
            return false;
        }
        put(key, until, until);
        return true;
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
