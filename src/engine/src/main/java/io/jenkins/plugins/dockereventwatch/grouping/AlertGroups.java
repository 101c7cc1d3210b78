package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository;
import io.jenkins.plugins.dockereventwatch.outbox.Outbox;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Decides with which others an alert goes out, and when. */
final class AlertGroups {

    /** What keeps coming is gathered on, but not for longer than so many times the wait. */
    private static final int LONGEST_WAITS = 3;

    private final Sql sql;
    private final DeliveryRepository deliveries;
    private final long now;

    AlertGroups(Sql sql, DeliveryRepository deliveries, long now) {
        this.sql = sql;
        this.deliveries = deliveries;
        this.now = now;
    }

    private record Group(Long delivery, boolean urgent, long lastDue) {}

    private record Open(long id, long created, long due) {}

    /** The name of the group that an alert belongs to. */
    static String key(Alert alert, Grouping grouping) {
        List<String> by = grouping.by();
        if (by.isEmpty()) {
            by = List.of("host", EventClassifier.hasProject(alert.event()) ? "project" : "container");
        }
        String[] parts = new String[2 * by.size() + 1];
        parts[0] = alert.notifier();
        for (int i = 0; i < by.size(); i++) {
            parts[2 * i + 1] = by.get(i);
            parts[2 * i + 2] = EventClassifier.common(by.get(i), alert);
        }
        return Digest.of(parts);
    }

    void add(long id, Alert alert, Grouping grouping) throws SQLException {
        String key = key(alert, grouping);
        boolean urgent = EventClassifier.isUrgent(alert.event());
        Group group = lock(key);
        Optional<Open> open = open(group);
        if (open.isPresent()) {
            deliveries.attach(id, open.get().id);
            join(key, group, open.get(), urgent, grouping);
            return;
        }
        long due = due(group, urgent, grouping);
        long delivery = deliveries.add(Outbox.label(alert.notifier()), key, due);
        deliveries.attach(id, delivery);
        sql.update(
                "update alert_group set delivery = ?, urgent = ?, last_due = ? where group_key = ?",
                delivery,
                urgent,
                due,
                key);
    }

    private Group lock(String key) throws SQLException {
        Optional<Group> locked = Optional.empty();
        // Again where another forgot it just now.
        while (locked.isEmpty()) {
            sql.update(
                    "insert into alert_group (group_key, urgent, last_due) values (?, false, 0) on conflict do nothing",
                    key);
            locked = sql.first(
                    row -> {
                        long delivery = row.getLong(1);
                        return new Group(row.wasNull() ? null : delivery, row.getBoolean(2), row.getLong(3));
                    },
                    "select delivery, urgent, last_due from alert_group where group_key = ? for update",
                    key);
        }
        return locked.get();
    }

    /** The group's message that has not gone out, nor is about to. */
    private Optional<Open> open(Group group) throws SQLException {
        return group.delivery == null
                ? Optional.empty()
                : sql.first(
                        row -> new Open(row.getLong(1), row.getLong(2), row.getLong(3)),
                        "select id, created_at, due_at from delivery where id = ? and state = 'waiting'"
                                + " and attempts = 0 and owner is null and due_at > ? for update",
                        group.delivery,
                        now);
    }

    private void join(String key, Group group, Open open, boolean urgent, Grouping grouping) throws SQLException {
        long due;
        if (urgent
                && !group.urgent
                && open.due - open.created <= LONGEST_WAITS * grouping.delay().toMillis()) {
            // What was in no hurry goes with what is.
            due = now;
        } else {
            long latest = Math.max(
                    open.due, open.created + LONGEST_WAITS * grouping.delay().toMillis());
            due = Math.min(latest, Math.max(open.due, now + grouping.delay().toMillis() / 2));
        }
        sql.update("update delivery set due_at = ? where id = ?", due, open.id);
        sql.update(
                "update alert_group set urgent = ?, last_due = ? where group_key = ?",
                group.urgent || urgent,
                due,
                key);
    }

    private long due(Group group, boolean urgent, Grouping grouping) {
        long wait = grouping.delay().toMillis();
        long interval = grouping.interval().toMillis();
        if (group.lastDue == 0 || now - group.lastDue >= interval) {
            return urgent ? now : now + wait;
        }
        return now < group.lastDue + wait ? group.lastDue + wait : group.lastDue + interval;
    }
}
