package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The table of containers that are not running again after an alert. All times are milliseconds since the epoch. */
record UnresolvedRepository(Sql sql) {

    /** A container to be announced when it is running again. */
    record Unresolved(long id, TrackedContainer container, long alert) {}

    /** Adds a container unless the key exists. */
    void add(String key, String host, String container, Unresolved added, long now) throws SQLException {
        sql.of("insert into unresolved (unresolved_key, host, container, notifier, ordering_key, name, alert,"
                        + " created_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                .update(
                        key,
                        Sql.label(host),
                        Sql.label(container),
                        Sql.label(added.container.notifier()),
                        added.container.orderingKey(),
                        Sql.name(added.container.name()),
                        added.alert,
                        now);
    }

    /** Marks a container as not running. Returns false if the key does not exist. */
    boolean reset(String key) throws SQLException {
        return sql.of("update unresolved set resolved_at = null where unresolved_key = ?")
                        .update(key)
                > 0;
    }

    /** Sets when a container counts as running again; null: unknown. */
    void setResolvedAt(String host, String container, Long time) throws SQLException {
        sql.of("update unresolved set resolved_at = ? where host = ? and container = ?")
                .update(time, Sql.label(host), Sql.label(container));
    }

    /** Returns and locks the containers that are running again. */
    List<Unresolved> resolved(long now) throws SQLException {
        return sql.of(
                        "select id, notifier, ordering_key, name, alert from unresolved where resolved_at <= ? order by id"
                                + " for update skip locked")
                .query(
                        row -> new Unresolved(
                                row.getLong(1),
                                new TrackedContainer(row.getString(2), row.getString(3), row.getString(4)),
                                row.getLong(5)),
                        now);
    }

    /** Returns when the next container counts as running again; empty if there is none. */
    Optional<Long> nextResolved() throws SQLException {
        return sql.of("select min(resolved_at) from unresolved").number();
    }

    void delete(long id) throws SQLException {
        sql.of("delete from unresolved where id = ?").update(id);
    }

    void deleteBefore(long time) throws SQLException {
        sql.of("delete from unresolved where created_at < ?").update(time);
    }
}
