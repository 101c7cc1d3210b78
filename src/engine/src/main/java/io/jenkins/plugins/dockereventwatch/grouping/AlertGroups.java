package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.grouping.AlertGroupRepository.Group;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Decides with which others an alert is sent, and when. For one transaction. */
record AlertGroups(AlertGroupRepository groups, AlertRepository alerts, DeliveryRepository deliveries, long now) {

    /** Further alerts delay a group's message to at most this multiple of the group's delay. */
    private static final int MAX_DELAYS = 3;

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
        Group group = groups.lock(key(alert, grouping));
        boolean urgent = EventClassifier.isUrgent(alert.event());
        Optional<DeliveryRepository.Open> open =
                group.message().isPresent() ? deliveries.open(group.message().get()) : Optional.empty();
        long message;
        long due;
        if (open.isPresent()) {
            message = open.get().id();
            due = dueWithFurther(group, open.get(), urgent, grouping);
            deliveries.setDue(message, due);
        } else {
            due = dueOfNew(group, urgent, grouping);
            message = deliveries.add(alert.notifier(), group.key(), due);
        }
        alerts.setMessage(id, message);
        boolean containsUrgent = urgent || (open.isPresent() && group.urgent());
        groups.update(new Group(group.key(), Optional.of(message), containsUrgent, due));
    }

    private long dueWithFurther(Group group, DeliveryRepository.Open open, boolean urgent, Grouping grouping) {
        long delay = grouping.delay().toMillis();
        if (urgent && !group.urgent() && open.due() - open.created() <= MAX_DELAYS * delay) {
            // The first urgent alert does not wait.
            return now;
        }
        long latest = Math.max(open.due(), open.created() + MAX_DELAYS * delay);
        return Math.min(latest, Math.max(open.due(), now + delay / 2));
    }

    private long dueOfNew(Group group, boolean urgent, Grouping grouping) {
        long delay = grouping.delay().toMillis();
        long interval = grouping.interval().toMillis();
        if (group.lastDue() == 0 || now - group.lastDue() >= interval) {
            return urgent ? now : now + delay;
        }
        return group.lastDue() + (now < group.lastDue() + delay ? delay : interval);
    }
}
