package io.jenkins.plugins.dockereventwatch.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that shows the time of replayed events and never goes back. For one thread. */
final class EventClock extends Clock {

    private long now;

    /** Advances to a time in milliseconds since the epoch; does nothing if that has passed. */
    void advanceTo(long millis) {
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
        throw new UnsupportedOperationException("The zone of this clock is fixed");
    }
}
