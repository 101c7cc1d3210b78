package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** The table of counters. Increments are collected until {@link #write}, the last statement of a transaction. */
public final class CounterRepository {

    private final Sql sql;
    private final Map<Counter, Map<String, Long>> increments = new TreeMap<>();

    public CounterRepository(Sql sql) {
        this.sql = sql;
    }

    public void add(Counter counter, String name, long increment) {
        if (increment > 0) {
            increments.computeIfAbsent(counter, key -> new TreeMap<>()).merge(Sql.label(name), increment, Long::sum);
        }
    }

    /** Writes all increments, always in the same order so that transactions cannot deadlock. */
    void write() throws SQLException {
        for (Map.Entry<Counter, Map<String, Long>> byName : increments.entrySet()) {
            for (Map.Entry<String, Long> one : byName.getValue().entrySet()) {
                write(byName.getKey().column(), one.getKey(), one.getValue());
            }
        }
    }

    private void write(String kind, String name, long increment) throws SQLException {
        String update = "update counter set total = total + ? where kind = ? and name = ?";
        if (!sql.of(update).changes(increment, kind, name)) {
            sql.of("insert into counter (kind, name, total) values (?, ?, 0) on conflict do nothing")
                    .update(kind, name);
            sql.of(update).update(increment, kind, name);
        }
    }

    /** Returns the counters since the state was created, of all watchers that share it. */
    public Counters read() throws SQLException {
        Map<Counter, Map<String, Long>> counts = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            counts.put(
                    counter,
                    sql.of("select name, total from counter where kind = ?").numbers(counter.column()));
        }
        return new Counters(counts);
    }
}
