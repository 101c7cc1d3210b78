package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Counts within one transaction, for which {@link #write} is the last thing to do. */
public final class CounterBatch {

    private final Sql sql;
    private final Map<Counter, Map<String, Long>> counts = new TreeMap<>();

    CounterBatch(Sql sql) {
        this.sql = sql;
    }

    public void add(Counter what, String name, long number) {
        if (number > 0) {
            counts.computeIfAbsent(what, count -> new TreeMap<>()).merge(Outbox.label(name), number, Long::sum);
        }
    }

    /** Writes all, in an order that is always the same: two transactions do not wait for each other. */
    void write() throws SQLException {
        for (Map.Entry<Counter, Map<String, Long>> count : counts.entrySet()) {
            for (Map.Entry<String, Long> one : count.getValue().entrySet()) {
                write(count.getKey().column(), one.getKey(), one.getValue());
            }
        }
    }

    private void write(String what, String name, long number) throws SQLException {
        String update = "update tally set n = n + ? where what = ? and name = ?";
        if (sql.update(update, number, what, name) == 0) {
            sql.update("insert into tally (what, name, n) values (?, ?, 0) on conflict do nothing", what, name);
            sql.update(update, number, what, name);
        }
    }
}
