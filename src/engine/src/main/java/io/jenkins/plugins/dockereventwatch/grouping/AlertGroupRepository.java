package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.util.Optional;

/** The table of groups. All times are milliseconds since the epoch. */
record AlertGroupRepository(Sql sql) {

    /**
     * A group.
     *
     * @param message the id of its latest message; empty: none yet
     * @param urgent whether that message contains an urgent alert
     * @param lastDue when that message was or will be due; 0: never
     */
    record Group(String key, Optional<Long> message, boolean urgent, long lastDue) {}

    /** Returns and locks a group; creates it if it does not exist. */
    Group lock(String key) throws SQLException {
        Optional<Group> locked = Optional.empty();
        // Another transaction may delete the group in between.
        while (locked.isEmpty()) {
            sql.of("insert into alert_group (group_key, urgent, last_due) values (?, false, 0) on conflict do nothing")
                    .update(key);
            locked = sql.of("select delivery, urgent, last_due from alert_group where group_key = ? for update")
                    .first(
                            row -> new Group(
                                    key,
                                    Optional.ofNullable(row.getObject(1, Long.class)),
                                    row.getBoolean(2),
                                    row.getLong(3)),
                            key);
        }
        return locked.get();
    }

    void update(Group group) throws SQLException {
        sql.of("update alert_group set delivery = ?, urgent = ?, last_due = ? where group_key = ?")
                .update(group.message.orElse(null), group.urgent, group.lastDue, group.key);
    }

    void deleteBefore(long time) throws SQLException {
        sql.of("delete from alert_group where last_due < ?").update(time);
    }
}
