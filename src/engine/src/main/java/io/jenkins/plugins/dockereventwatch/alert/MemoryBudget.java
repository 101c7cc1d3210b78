package io.jenkins.plugins.dockereventwatch.alert;

/**
 * Limits of the alerts that wait in memory, and a part of them that is used.
 *
 * @param alerts a number of alerts
 * @param characters the total length of their events in characters
 */
public record MemoryBudget(long alerts, long characters) {

    /** Maximum number of alerts. */
    public static final int ALERTS = 10_000;

    /** Maximum total length of their events in characters. */
    public static final long CHARACTERS = 16 << 20;

    public static final MemoryBudget NONE = new MemoryBudget(0, 0);

    public static MemoryBudget of(Alert alert) {
        return new MemoryBudget(1, alert.event().toString().length());
    }

    public MemoryBudget plus(MemoryBudget other) {
        return new MemoryBudget(alerts + other.alerts, characters + other.characters);
    }

    public MemoryBudget minus(MemoryBudget other) {
        return new MemoryBudget(alerts - other.alerts, characters - other.characters);
    }

    /** Returns whether an alert exceeds neither limit in addition to this; a single alert never does. */
    public boolean hasRoomFor(MemoryBudget alert) {
        return alerts < ALERTS && (alerts == 0 || characters + alert.characters <= CHARACTERS);
    }
}
