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
 * The tables of groups and of repeated alerts. Decides with which others an alert is sent, and when. All times are
 * milliseconds since the epoch.
 */
record AlertGroupRepository(Sql sql, long now) {

    /** Further alerts delay a group's message to at most this multiple of the group's delay. */
    private static final int MAX_DELAYS = 3;

    /**
     * A group.
     *
     * @param message the id of its latest message; empty: none yet
     * @param due when that message was or will be due; 0: never
     * @param earlierDue when the message before was due; 0: never
     * @param begun when the first message after a quiet interval was or will be due
     * @param urgentDue when the latest message with an urgent alert was or will be due; 0: never
     */
    private record Group(Optional<Long> message, long due, long earlierDue, long begun, long urgentDue) {}

    /**
     * Alerts of a group with the same container, action and urgency. The first one is sent as soon as the group allows it;
     * the interval between messages because of further ones doubles each time.
     *
     * @param next the next message because of these alerts is due at this time or later
     * @param interval the interval before {@code next}
     */
    private record Repetition(long next, long interval) {

        static final Repetition NONE = new Repetition(0, 0);

        /** Returns whether the alerts cause a message that is due at a time, instead of being added to an earlier one. */
        boolean causes(long due) {
            return due >= next;
        }

        Repetition after(long due, Grouping grouping) {
            long shortest = grouping.interval().toMillis();
            long longest = Math.max(shortest, grouping.repeat().toMillis());
            long following = Math.min(longest, Math.max(shortest, 2 * interval));
            return new Repetition(due + following, following);
        }
    }

    static String key(Alert alert, Grouping grouping) {
        List<String> by = grouping.by();
        if (by.isEmpty()) {
            by = List.of("host", EventClassifier.hasProject(alert.event()) ? "project" : "container");
        }
        String[] parts = new String[2 * by.size() + 2];
        parts[0] = alert.notifier();
        // An incident of a service does not wait for the interval after the death of a container.
        parts[parts.length - 1] = alert.event().type().equals("service") ? "availability" : "";
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
        String repetitionKey = Digest.of(
                key,
                EventClassifier.container(alert.event()),
                EventClassifier.kind(alert.event()),
                Boolean.toString(urgent));
        Repetition repetition = repetition(repetitionKey);
        Optional<DeliveryRepository.Open> open =
                group.message.isPresent() ? deliveries.open(group.message.get()) : Optional.empty();
        long previous = open.isPresent() ? group.earlierDue : group.due;
        boolean causing = repetition.causes(now);
        long interval = grouping.interval().toMillis();
        boolean prompt = EventClassifier.isRecovery(alert.event()) || (urgent && now - group.urgentDue >= interval);
        boolean first = now - previous >= interval || (causing && prompt);
        long delay = grouping.delay().toMillis();
        long allowed;
        if (first) {
            allowed = urgent ? now : now + delay;
        } else if (causing && now < group.begun + delay) {
            allowed = group.begun + delay;
        } else {
            allowed = previous + interval;
        }
        long earliest = Math.max(allowed, repetition.next);
        long due = open.isPresent() ? dueWithFurther(open.get(), earliest, delay) : earliest;
        long message;
        if (open.isPresent()) {
            message = open.get().id();
            deliveries.setDue(message, due);
        } else {
            message = deliveries.add(alert.notifier(), key, due);
        }
        new AlertRepository(sql).setMessage(id, message);
        boolean begins = open.isPresent() ? group.begun == open.get().due() || earliest == now : first;
        boolean containsUrgent =
                urgent || (open.isPresent() && group.urgentDue == open.get().due());
        sql.of("update alert_group set delivery = ?, due_at = ?, earlier_due_at = ?, begun_at = ?, urgent_due_at = ?"
                        + " where group_key = ?")
                .update(
                        message,
                        due,
                        previous,
                        begins ? due : group.begun,
                        containsUrgent ? due : group.urgentDue,
                        key);
        store(repetitionKey, repetition.causes(due) ? repetition.after(due, grouping) : repetition, message);
    }

    /** Returns and locks a group; creates it if it does not exist. */
    private Group lock(String key) throws SQLException {
        Optional<Group> locked = Optional.empty();
        // Another transaction may delete the group in between.
        while (locked.isEmpty()) {
            sql.of("insert into alert_group (group_key, due_at, earlier_due_at, begun_at, urgent_due_at)"
                            + " values (?, 0, 0, 0, 0) on conflict do nothing")
                    .update(key);
            locked = sql.of("select delivery, due_at, earlier_due_at, begun_at, urgent_due_at from alert_group"
                            + " where group_key = ? for update")
                    .first(
                            row -> new Group(
                                    Optional.ofNullable(row.getObject(1, Long.class)),
                                    row.getLong(2),
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getLong(5)),
                            key);
        }
        return locked.get();
    }

    private Repetition repetition(String key) throws SQLException {
        return sql.of("select next_due_at, interval_millis from repeated_alert where repetition_key = ?"
                        + " and expires_at > ?")
                .first(row -> new Repetition(row.getLong(1), row.getLong(2)), key, now)
                .orElse(Repetition.NONE);
    }

    /** Stores a repetition, which is forgotten if there is no such alert for three times its interval. */
    private void store(String key, Repetition repetition, long message) throws SQLException {
        long expiry = Math.max(repetition.next, now + 3 * repetition.interval);
        Object[] values = {repetition.next, repetition.interval, expiry, message, key};
        if (!sql.of("update repeated_alert set next_due_at = ?, interval_millis = ?, expires_at = ?, delivery = ?"
                        + " where repetition_key = ?")
                .changes(values)) {
            sql.of("insert into repeated_alert (next_due_at, interval_millis, expires_at, delivery, repetition_key)"
                            + " values (?, ?, ?, ?, ?) on conflict do nothing")
                    .update(values);
        }
    }

    /** Returns when a waiting message with a further alert is due, which could be sent at the earliest at a time. */
    private long dueWithFurther(DeliveryRepository.Open open, long earliest, long delay) {
        long longest = open.created() + MAX_DELAYS * delay;
        if (earliest > now && open.due() <= longest) {
            return Math.min(longest, Math.max(open.due(), now + delay / 2));
        }
        return Math.min(open.due(), earliest);
    }

    /** Deletes a message that was never tried unless it still has alerts. Those that it had are sent as if for the first time. */
    void withdraw(long message) throws SQLException {
        new DeliveryRepository(sql, now).deleteIfEmpty(message);
        sql.of("delete from repeated_alert where delivery = ?"
                        + " and not exists (select 1 from delivery d where d.id = repeated_alert.delivery)")
                .update(message);
        sql.of("update alert_group set delivery = null, due_at = earlier_due_at where delivery = ?"
                        + " and not exists (select 1 from delivery d where d.id = alert_group.delivery)")
                .update(message);
    }

    void deleteBefore(long time) throws SQLException {
        sql.of("delete from alert_group where due_at < ?").update(time);
        sql.of("delete from repeated_alert where expires_at <= ?").update(now);
    }
}
