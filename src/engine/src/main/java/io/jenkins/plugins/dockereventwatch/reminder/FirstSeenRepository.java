package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateAdvice;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When each version was first seen on a host, and which were mailed as hotfixes. */
final class FirstSeenRepository {

    /** What is no longer pending is forgotten after that. */
    private static final Duration MEMORY = Duration.ofDays(400);

    private final Store store;

    FirstSeenRepository(Store store) {
        this.store = store;
    }

    /** A package's version. */
    private record Key(String name, String version) {

        static Key of(PendingUpdate update) {
            return new Key(update.name(), update.to().orElse(""));
        }
    }

    /** Remembers what a reading shows; returns when each of its updates was first seen, never later than now. */
    Map<PendingUpdate, Instant> record(HostReading reading, Instant now) throws StoreException {
        String host = reading.host();
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            Map<Key, Instant> known = new HashMap<>();
            sql.query(
                            row -> Map.entry(
                                    new Key(row.getString(1), row.getString(2)), Instant.ofEpochMilli(row.getLong(3))),
                            "select package, version, first_seen from update_seen where host = ?",
                            host)
                    .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
            Map<PendingUpdate, Instant> seen = new HashMap<>();
            for (PendingUpdate update : sorted(reading.updates())) {
                Key key = Key.of(update);
                Instant first = known.remove(key);
                if (first == null) {
                    sql.update(
                            "insert into update_seen (host, package, version, first_seen) values (?, ?, ?, ?)"
                                    + " on conflict do nothing",
                            host,
                            key.name(),
                            key.version(),
                            now.toEpochMilli());
                    first = now;
                } else if (first.isAfter(now)) {
                    // The clock was wrong then, or is now: nothing waits longer for it.
                    sql.update(
                            "update update_seen set first_seen = ? where host = ? and package = ? and version = ?",
                            now.toEpochMilli(),
                            host,
                            key.name(),
                            key.version());
                    first = now;
                }
                seen.put(update, first);
            }
            forget(sql, host, known, now.minus(MEMORY));
            return seen;
        });
    }

    private static void forget(Sql sql, String host, Map<Key, Instant> gone, Instant before) throws SQLException {
        for (Map.Entry<Key, Instant> entry : gone.entrySet()) {
            if (entry.getValue().isBefore(before)) {
                sql.update(
                        "delete from update_seen where host = ? and package = ? and version = ?",
                        host,
                        entry.getKey().name(),
                        entry.getKey().version());
            }
        }
    }

    /** Takes hotfixes as mailed; returns those that were not so before, and are this caller's to mail. */
    static List<UpdateAdvice> claim(Sql sql, String host, List<UpdateAdvice> hotfixes, Instant now)
            throws SQLException {
        Map<PendingUpdate, UpdateAdvice> advice = new HashMap<>();
        hotfixes.forEach(hotfix -> advice.put(hotfix.update(), hotfix));
        List<UpdateAdvice> claimed = new ArrayList<>();
        for (PendingUpdate update : sorted(List.copyOf(advice.keySet()))) {
            int rows = sql.update(
                    "update update_seen set hotfix_mailed = ?"
                            + " where host = ? and package = ? and version = ? and hotfix_mailed is null",
                    now.toEpochMilli(),
                    host,
                    update.name(),
                    update.to().orElse(""));
            if (rows == 1) {
                claimed.add(advice.get(update));
            }
        }
        return claimed;
    }

    /** In one order for all, so that two watchers never wait for each other. */
    private static List<PendingUpdate> sorted(List<PendingUpdate> updates) {
        return updates.stream()
                .sorted(Comparator.comparing(PendingUpdate::name)
                        .thenComparing(update -> update.to().orElse("")))
                .toList();
    }
}
