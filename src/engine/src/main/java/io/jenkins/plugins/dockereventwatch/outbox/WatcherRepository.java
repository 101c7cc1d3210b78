package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The table of running watchers and the numbers of times they renewed their leases. */
record WatcherRepository(Sql sql) {

    void deleteAll() throws SQLException {
        sql.of("delete from watcher").update();
    }

    void renew(String watcher) throws SQLException {
        if (sql.of("update watcher set renewals = renewals + 1 where id = ?").update(watcher) == 0) {
            sql.of("insert into watcher (id, renewals) values (?, 0) on conflict do nothing")
                    .update(watcher);
        }
    }

    Map<String, Long> others(String watcher) throws SQLException {
        Map<String, Long> renewals = new HashMap<>();
        sql.of("select id, renewals from watcher where id <> ?")
                .query(row -> renewals.put(row.getString(1), row.getLong(2)), watcher);
        return renewals;
    }

    void delete(String watcher) throws SQLException {
        sql.of("delete from watcher where id = ?").update(watcher);
    }

    /** Deletes a watcher if it has not renewed its lease meanwhile. */
    boolean deleteExpired(String watcher, long renewals) throws SQLException {
        return sql.of("delete from watcher where id = ? and renewals = ?").update(watcher, renewals) > 0;
    }
}
