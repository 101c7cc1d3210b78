package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;

/** How much may wait in memory: a number of alerts, and of characters that their events have together. */
public final class MemoryBudget {

    /** Alerts that may wait. */
    public static final int ALERTS = 10_000;

    /** Characters that their events may have together. */
    public static final long CHARACTERS = 16 << 20;

    /** Guarded by this, as all that follows. */
    private long alerts;

    private long characters;

    /** All that ever came in. */
    private Load entered = new Load(0, 0);

    /** Takes room for an alert; false where there is none. One alert always finds room. */
    public synchronized boolean enter(Alert alert) {
        long length = length(alert);
        if (alerts >= ALERTS || (alerts > 0 && characters + length > CHARACTERS)) {
            return false;
        }
        alerts++;
        characters += length;
        entered = entered.plus(new Load(1, length));
        return true;
    }

    /** Gives an alert's room back. */
    public synchronized void leave(Alert alert) {
        alerts--;
        characters -= length(alert);
    }

    /** Whether more than half of it is taken. */
    public synchronized boolean isCrowded() {
        return alerts > ALERTS / 2 || characters > CHARACTERS / 2;
    }

    /** All that ever came in. */
    public synchronized Load entered() {
        return entered;
    }

    /** Of all that had come in before, so much is in; never too little, where {@code before} was asked first. */
    public synchronized void recount(Load before, Load counted) {
        alerts = counted.alerts + entered.alerts - before.alerts;
        characters = counted.characters + entered.characters - before.characters;
    }

    /** A number of alerts, and the characters of their events together. */
    public record Load(long alerts, long characters) {

        public Load plus(Load other) {
            return new Load(alerts + other.alerts, characters + other.characters);
        }
    }

    /** How many are in. */
    public synchronized long size() {
        return alerts;
    }

    static long length(Alert alert) {
        return alert.event().toString().length();
    }
}
