package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The table of groups. Decides with which others an alert is sent, and when. All times are milliseconds since the epoch.
 */
record AlertGroupRepository(Sql sql, long now) {

    /** Further alerts delay a group's message to at most this multiple of the group's delay. */
    private static final int MAX_DELAYS = 3;

    /**
     * A group.
     *
     * @param message the id of its latest message; empty: none yet
     * @param urgent whether that message contains an urgent alert
     * @param lastDue when that message was or will be due; 0: never
     */
    private record Group(Optional<Long> message, boolean urgent, long lastDue) {}

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

    /** Adds an alert to its group's message that has not been sent yet, or creates one. */
    void add(long id, Alert alert, Grouping grouping) throws SQLException {
        DeliveryRepository deliveries = new DeliveryRepository(sql, now);
        String key = key(alert, grouping);
        Group group = lock(key);
        boolean urgent = EventClassifier.isUrgent(alert.event());
        Optional<DeliveryRepository.Open> open =
                group.message.isPresent() ? deliveries.open(group.message.get()) : Optional.empty();
        long message;
        long due;
        if (open.isPresent()) {
            message = open.get().id();
            due = dueWithFurther(group, open.get(), urgent, grouping);
            deliveries.setDue(message, due);
        } else {
            due = dueOfNew(group, urgent, grouping);
            message = deliveries.add(alert.notifier(), key, due);
        }
        new AlertRepository(sql).setMessage(id, message);
        boolean containsUrgent = urgent || (open.isPresent() && group.urgent);
        sql.of("update alert_group set delivery = ?, urgent = ?, last_due = ? where group_key = ?")
                .update(message, containsUrgent, due, key);
    }

    /** Returns and locks a group; creates it if it does not exist. */
    private Group lock(String key) throws SQLException {
        Optional<Group> locked = Optional.empty();
        // Another transaction may delete the group in between.
        while (locked.isEmpty()) {
            sql.of("insert into alert_group (group_key, urgent, last_due) values (?, false, 0) on conflict do nothing")
                    .update(key);
            locked = sql.of("select delivery, urgent, last_due from alert_group where group_key = ? for update")
                    .first(
                            row -> new Group(
                                    Optional.ofNullable(row.getObject(1, Long.class)),
                                    row.getBoolean(2),
                                    row.getLong(3)),
                            key);
        }
        return locked.get();
    }

    private long dueWithFurther(Group group, DeliveryRepository.Open open, boolean urgent, Grouping grouping) {
        long delay = grouping.delay().toMillis();
        if (urgent && !group.urgent && open.due() - open.created() <= MAX_DELAYS * delay) {
            // The first urgent alert does not wait.
            return now;
        }
        long latest = Math.max(open.due(), open.created() + MAX_DELAYS * delay);
        return Math.min(latest, Math.max(open.due(), now + delay / 2));
    }

    private long dueOfNew(Group group, boolean urgent, Grouping grouping) {
        long delay = grouping.delay().toMillis();
        long interval = grouping.interval().toMillis();
        if (group.lastDue == 0 || now - group.lastDue >= interval) {
            return urgent ? now : now + delay;
        }
        return group.lastDue + (now < group.lastDue + delay ? delay : interval);
    }

    void deleteBefore(long time) throws SQLException {
        sql.of("delete from alert_group where last_due < ?").update(time);
    }
}
