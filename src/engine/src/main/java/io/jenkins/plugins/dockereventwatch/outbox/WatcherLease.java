package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Shows the other watchers of a shared state that this one lives, and strikes off those that do not: whose count has not
 * moved for some of our looks in a row. No clock of theirs is trusted, and a database that was away kills nobody.
 */
public final class WatcherLease {

    private static final Logger LOG = System.getLogger(WatcherLease.class.getName());

    /** How often {@link #beat()} wants to be called. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Looks without a sign of life. */
    private static final int DEAD_AFTER = 6;

    private final Store store;
    private final String watcher;

    /** Of each other watcher its last count, and how often we saw it stand still. */
    private final Map<String, Seen> others = new HashMap<>();

    private record Seen(long beats, int unmoved) {}

    private record Row(String id, long beats) {}

    public WatcherLease(Store store, String watcher) {
        this.store = store;
        this.watcher = watcher;
    }

    /**
     * Begins: a state that is nobody else's can have no other watcher that lives. A database that has just gone away will
     * learn of this watcher by its first beat.
     */
    public void begin() throws StoreException {
        try {
            register();
        } catch (StoreException e) {
            if (!e.isPassing()) {
                throw e;
            }
            LOG.log(Level.WARNING, "{0}; trying again", e.getMessage());
        }
    }

    private void register() throws StoreException {
        store.transaction(connection -> {
            Sql sql = new Sql(connection);
            if (!store.isShared()) {
                sql.update("delete from watcher");
            }
            return sql.update("insert into watcher (id, beats) values (?, 0)", watcher);
        });
    }

    /** Shows itself, and looks at the others. */
    public void beat() {
        try {
            Map<String, Long> beats = store.transaction(connection -> {
                Sql sql = new Sql(connection);
                if (sql.update("update watcher set beats = beats + 1 where id = ?", watcher) == 0) {
                    sql.update("insert into watcher (id, beats) values (?, 0) on conflict do nothing", watcher);
                }
                return sql
                        .query(
                                row -> new Row(row.getString(1), row.getLong(2)),
                                "select id, beats from watcher where id <> ?",
                                watcher)
                        .stream()
                        .collect(Collectors.toMap(Row::id, Row::beats));
            });
            look(beats);
        } catch (StoreException e) {
            // Whoever was not seen while we saw nothing is not dead for that.
            others.clear();
            LOG.log(Level.DEBUG, "the watchers of the state are not known for now", e);
        }
    }

    private void look(Map<String, Long> beats) throws StoreException {
        others.keySet().retainAll(beats.keySet());
        Set<String> dead = new TreeSet<>();
        beats.forEach((id, count) -> {
            Seen before = others.get(id);
            int unmoved = before != null && before.beats == count ? before.unmoved + 1 : 0;
            others.put(id, new Seen(count, unmoved));
            if (unmoved >= DEAD_AFTER) {
                dead.add(id);
            }
        });
        for (String id : dead) {
            long count = beats.get(id);
            boolean struck = store.transaction(connection ->
                    new Sql(connection).update("delete from watcher where id = ? and beats = ?", id, count) > 0);
            if (struck) {
                LOG.log(Level.WARNING, "another watcher of the state no longer lives; its deliveries are taken over");
            }
        }
    }

    /** Says good-bye: what this watcher has claimed is anyone's at once. */
    public void end() {
        try {
            store.transaction(connection -> new Sql(connection).update("delete from watcher where id = ?", watcher));
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "the state does not learn that this watcher ends", e);
        }
    }
}
