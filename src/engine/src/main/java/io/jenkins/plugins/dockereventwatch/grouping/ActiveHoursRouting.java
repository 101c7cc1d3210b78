package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Passes the messages that are due outside of their notifiers' active hours on to other notifiers, or holds them.
 *
 * @param hours by notifier, in the form in which the state names it
 */
record ActiveHoursRouting(HeldMessageRepository messages, Map<String, ActiveHours> hours, Instant now) {

    static ActiveHoursRouting of(Sql sql, long now, Map<String, ActiveHours> byName) {
        Map<String, ActiveHours> hours = new HashMap<>();
        byName.forEach((name, active) -> hours.put(HeldMessageRepository.label(name), active));
        return new ActiveHoursRouting(new HeldMessageRepository(sql, now), hours, Instant.ofEpochMilli(now));
    }

    private boolean isActive(String notifier) {
        return !hours.containsKey(notifier) || hours.get(notifier).contains(now);
    }

    /** Applies the active hours to messages that are not being sent. */
    void apply() throws SQLException {
        for (String notifier : hours.keySet()) {
            String responsible = responsible(notifier);
            if (!responsible.equals(notifier)) {
                messages.passOn(notifier, responsible, nextStart(notifier));
            }
        }
        for (String notifier : hours.keySet()) {
            if (!isActive(notifier)) {
                messages.hold(notifier, nextStart(notifier));
            }
        }
    }

    private long nextStart(String notifier) {
        return hours.get(notifier).nextStart(now).toEpochMilli();
    }

    /** Returns the notifier that sends the messages of a notifier now. */
    private String responsible(String notifier) {
        String current = notifier;
        for (int i = 0; i < hours.size() && !isActive(current); i++) {
            Optional<String> other = hours.get(current).otherwise();
            if (other.isEmpty()) {
                break;
            }
            current = HeldMessageRepository.label(other.get());
        }
        return current;
    }

    /** Makes the held messages due whose notifiers are active again, or have no active hours any more. */
    void release() throws SQLException {
        for (String notifier : messages.holding()) {
            if (isActive(notifier)) {
                messages.release(notifier);
            }
        }
    }
}
