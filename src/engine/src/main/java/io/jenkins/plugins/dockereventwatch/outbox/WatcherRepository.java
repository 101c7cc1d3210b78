package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The table of running watchers, and the numbers of times they renewed their leases. Shows the other watchers of a shared state that this one is running, and removes those that are not: watchers that have
 * not renewed their leases for several intervals of this watcher. Neither wrong clocks nor an unavailable database make a
 * lease expire. For one thread at a time.
 */
public final class WatcherRepository {

    private static final Logger LOG = System.getLogger(WatcherRepository.class.getName());

    /** How often {@link #renew()} is to be called. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Intervals without a renewal after which a lease expires. */
    private static final int EXPIRES_AFTER = 6;

    private final Store store;
    private final String watcher;
    private final Map<String, Observed> others = new HashMap<>();

    /** Another watcher's renewals, and for how many intervals they have not changed. */
    private record Observed(long renewals, int unchanged) {}

    /** @param watcher the unique id of this watcher */
    public WatcherRepository(Store store, String watcher) {
        this.store = store;
        this.watcher = watcher;
    }

    /** Acquires the lease. If the database is temporarily unavailable, the first renewal does. */
    public void acquire() throws StoreException {
        try {
            store.transaction(sql -> {
                if (!store.isShared()) {
                    sql.of("delete from watcher").update();
                }
                return renew(sql);
            });
        } catch (StoreException e) {
            if (!e.isTemporary()) {
                throw e;
            }
            LOG.log(Level.WARNING, "{0}; trying again", e.getMessage());
        }
    }

    /** Renews the lease, and removes watchers whose leases have expired. */
    public void renew() {
        try {
            removeExpired(store.transaction(this::renew));
        } catch (StoreException e) {
            // The other watchers may be unable to renew their leases, too.
            others.clear();
            LOG.log(Level.DEBUG, "Cannot renew the lease", e);
        }
    }

    /** Renews the lease, and returns the numbers of renewals of the other watchers. */
    private Map<String, Long> renew(Sql sql) throws SQLException {
        if (!sql.of("update watcher set renewals = renewals + 1 where id = ?").changes(watcher)) {
            sql.of("insert into watcher (id, renewals) values (?, 0) on conflict do nothing")
                    .update(watcher);
        }
        return sql.of("select id, renewals from watcher where id <> ?").numbers(watcher);
    }

    private void removeExpired(Map<String, Long> current) throws StoreException {
        others.keySet().retainAll(current.keySet());
        for (Map.Entry<String, Long> other : current.entrySet()) {
            long renewals = other.getValue();
            Observed before = others.get(other.getKey());
            int unchanged = before != null && before.renewals == renewals ? before.unchanged + 1 : 0;
            others.put(other.getKey(), new Observed(renewals, unchanged));
            // The other one may have renewed its lease meanwhile.
            if (unchanged >= EXPIRES_AFTER
                    && store.transaction(sql -> sql.of("delete from watcher where id = ? and renewals = ?")
                            .changes(other.getKey(), renewals))) {
                LOG.log(Level.WARNING, "Another watcher of the state has ended; taking over its deliveries");
            }
        }
    }

    /** Releases the lease and all claims of this watcher. */
    public void release() {
        try {
            store.transaction(sql -> sql.of("delete from watcher where id = ?").update(watcher));
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "Cannot release the lease", e);
        }
    }
}
