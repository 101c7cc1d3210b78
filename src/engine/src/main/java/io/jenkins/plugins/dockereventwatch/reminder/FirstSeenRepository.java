package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateAdvice;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code update_seen}: when each version was first seen on a host, and whether it was mailed as a hotfix. */
record FirstSeenRepository(Sql sql, String host, Instant now) {

    /** How long a version is remembered after it was first seen, once it is no longer pending. */
    private static final Duration RETENTION = Duration.ofDays(400);

    private static final String OF_VERSION = " where host = ? and package = ? and version = ?";

    private record Version(String name, String version) {

        static Version of(PendingUpdate update) {
            return new Version(update.name(), update.change().to().orElse(""));
        }
    }

    /** Records pending updates. Returns when each was first seen, never later than now. */
    Map<PendingUpdate, Instant> record(List<PendingUpdate> updates) throws SQLException {
        Map<Version, Instant> known = new HashMap<>();
        sql.of("select package, version, first_seen from update_seen where host = ?")
                .query(
                        row -> known.put(
                                new Version(row.getString(1), row.getString(2)), Instant.ofEpochMilli(row.getLong(3))),
                        host);
        Map<PendingUpdate, Instant> seen = new HashMap<>();
        for (PendingUpdate update : sorted(updates)) {
            Version version = Version.of(update);
            Instant first = known.remove(version);
            if (first == null) {
                update(
                        "insert into update_seen (first_seen, host, package, version) values (?, ?, ?, ?)"
                                + " on conflict do nothing",
                        version);
            } else if (first.isAfter(now)) {
                // The clock was wrong then, or is now. No update waits longer for it.
                update("update update_seen set first_seen = ?" + OF_VERSION, version);
            }
            seen.put(update, first == null || first.isAfter(now) ? now : first);
        }
        for (Map.Entry<Version, Instant> gone : known.entrySet()) {
            if (gone.getValue().isBefore(now.minus(RETENTION))) {
                sql.of("delete from update_seen" + OF_VERSION)
                        .update(host, gone.getKey().name(), gone.getKey().version());
            }
        }
        return seen;
    }

    /** Marks hotfixes as mailed. Returns those that were not marked before, which the caller has to mail. */
    List<UpdateAdvice> claimHotfixes(List<UpdateAdvice> hotfixes) throws SQLException {
        Map<PendingUpdate, UpdateAdvice> advice = new HashMap<>();
        hotfixes.forEach(hotfix -> advice.put(hotfix.update(), hotfix));
        List<UpdateAdvice> claimed = new ArrayList<>();
        for (PendingUpdate update : sorted(advice.keySet())) {
            if (update(
                            "update update_seen set hotfix_mailed = ?" + OF_VERSION + " and hotfix_mailed is null",
                            Version.of(update))
                    == 1) {
                claimed.add(advice.get(update));
            }
        }
        return claimed;
    }

    private int update(String statement, Version version) throws SQLException {
        return sql.of(statement).update(now, host, version.name(), version.version());
    }

    /** Sorted, so that two watchers lock rows in the same order and never wait for each other. */
    private static List<PendingUpdate> sorted(Collection<PendingUpdate> updates) {
        return updates.stream()
                .sorted(Comparator.comparing(PendingUpdate::name)
                        .thenComparing(update -> update.change().to().orElse("")))
                .toList();
    }
}
