package io.jenkins.plugins.dockereventwatch.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands where it is put, and never goes back. For one thread. */
final class EventClock extends Clock {

    private long now;

    /** Goes on to a time in milliseconds since the epoch; one that has passed changes nothing. */
    void reach(long millis) {
        now = Math.max(now, millis);
    }

    @Override
    public long millis() {
        return now;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock has one zone");
    }
}
