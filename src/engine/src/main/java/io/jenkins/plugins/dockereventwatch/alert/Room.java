package io.jenkins.plugins.dockereventwatch.alert;

/** How much may wait in memory: a number of alerts, and of characters that their events have together. */
final class Room {

    /** Alerts that may wait. */
    static final int ALERTS = 10_000;

    private static final long CHARACTERS = 16 << 20;

    private int alerts;
    private long characters;

    /** Takes room for an alert; false where there is none. One alert always finds room. */
    synchronized boolean enter(Alert alert) {
        long length = length(alert);
        if (alerts >= ALERTS || (alerts > 0 && characters + length > CHARACTERS)) {
            return false;
        }
        alerts++;
        characters += length;
        return true;
    }

    /** Gives an alert's room back. */
    synchronized void leave(Alert alert) {
        alerts--;
        characters -= length(alert);
    }

    /** How many are in. */
    synchronized int size() {
        return alerts;
    }

    static long length(Alert alert) {
        return alert.event().toString().length();
    }
}
