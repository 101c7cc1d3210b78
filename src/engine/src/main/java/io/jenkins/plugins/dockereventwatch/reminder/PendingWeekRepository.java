package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.update.advice.Advice;
import io.jenkins.plugins.dockereventwatch.update.advice.HostAdvice;
import java.sql.SQLException;
import java.util.List;

/** The table {@code update_week}: the numbers of pending updates per host and week. */
public final class PendingWeekRepository {

    private PendingWeekRepository() {}

    /** The weeks of a host, oldest first. */
    public static List<PendingWeek> of(Store store, String host) throws StoreException {
        return store.transaction(sql -> sql.of(
                        "select week, hotfix, this_week, waiting, held from update_week where host = ? order by week")
                .query(
                        row -> new PendingWeek(
                                row.getString(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5)),
                        host));
    }

    static void put(Sql sql, HostAdvice advice, IsoWeek week) throws SQLException {
        String host = advice.reading().host();
        sql.of("insert into update_week (host, week, hotfix, this_week, waiting, held) values (?, ?, 0, 0, 0, 0)"
                        + " on conflict do nothing")
                .update(host, week.toString());
        sql.of("update update_week set hotfix = ?, this_week = ?, waiting = ?, held = ? where host = ? and week = ?")
                .update(
                        advice.with(Advice.HOTFIX).size(),
                        advice.with(Advice.THIS_WEEK).size(),
                        advice.with(Advice.WAIT).size(),
                        advice.with(Advice.HELD).size(),
                        host,
                        week.toString());
    }
}
