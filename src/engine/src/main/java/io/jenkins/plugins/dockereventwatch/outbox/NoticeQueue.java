package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.time.Instant;

/** Puts notices into the outbox: they are delivered as alerts are, once, and tried again until they get there. */
public final class NoticeQueue {

    private final Sql sql;
    private final Instant now;

    /** For one transaction. */
    public NoticeQueue(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /** A notice for one notifier, which must be one by mail. */
    public void add(String notifier, Notice notice) throws SQLException {
        new DeliveryRepository(sql, now.toEpochMilli()).add(notifier, notice);
    }
}
