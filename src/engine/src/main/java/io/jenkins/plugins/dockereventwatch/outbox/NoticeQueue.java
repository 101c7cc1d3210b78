package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Transaction;
import java.sql.SQLException;
import java.time.Instant;

/** Queues mails without alerts. They are delivered as alerts are: once, with retries. Valid for one transaction. */
public final class NoticeQueue {

    private final DeliveryRepository deliveries;

    public NoticeQueue(Transaction transaction, Instant now) {
        this.deliveries = new DeliveryRepository(transaction, now.toEpochMilli());
    }

    /** Queues a mail for a notifier that sends mail. */
    public void add(String notifier, Notice notice) throws SQLException {
        deliveries.add(notifier, notice);
    }
}
