package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Transaction;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The table of running watchers and the numbers of times they renewed their leases. */
final class WatcherRepository {

    private final Sql sql;

    WatcherRepository(Transaction transaction) {
        this.sql = new Sql(transaction);
    }

    void deleteAll() throws SQLException {
        sql.update("delete from watcher");
    }

    void renew(String watcher) throws SQLException {
        if (sql.update("update watcher set renewals = renewals + 1 where id = ?", watcher) == 0) {
            sql.update("insert into watcher (id, renewals) values (?, 0) on conflict do nothing", watcher);
        }
    }

    Map<String, Long> others(String watcher) throws SQLException {
        Map<String, Long> renewals = new HashMap<>();
        sql.query(
                row -> renewals.put(row.getString(1), row.getLong(2)),
                "select id, renewals from watcher where id <> ?",
                watcher);
        return renewals;
    }

    void delete(String watcher) throws SQLException {
        sql.update("delete from watcher where id = ?", watcher);
    }

    /** Deletes a watcher if it has not renewed its lease meanwhile. */
    boolean deleteExpired(String watcher, long renewals) throws SQLException {
        return sql.update("delete from watcher where id = ? and renewals = ?", watcher, renewals) > 0;
    }
}
