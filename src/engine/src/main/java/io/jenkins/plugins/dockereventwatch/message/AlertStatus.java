package io.jenkins.plugins.dockereventwatch.message;

import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import java.util.Locale;

/** What a message says about its alerts: {@code alertStatus} in templates. */
enum AlertStatus {
    FIRING,
    RESOLVED,
    FLAPPING,
    CRASH_LOOP;

    static AlertStatus of(PendingMessage message) {
        if (message.isResolved()) {
            return RESOLVED;
        }
        return switch (message.entry().kind()) {
            case CRASH_LOOP -> CRASH_LOOP;
            case FLAPPING -> FLAPPING;
            default -> FIRING;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
