package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.text.NumberRange;
import java.time.Duration;

/**
 * How many messages a notifier sends. If more are due, they are summarized in one message.
 *
 * @param perMinute the number of messages per minute in the long run; 0: unlimited
 * @param burst the number of messages that may be sent at once after a pause
 */
public record RateLimit(int perMinute, int burst) {

    public static final NumberRange PER_MINUTE = new NumberRange(0, 600);
    public static final NumberRange BURST = new NumberRange(1, 400);

    /** Ten messages per minute, twenty at once. */
    public static final RateLimit DEFAULT = new RateLimit(10, 20);

    /** No limit. */
    public static final RateLimit OFF = new RateLimit(0, 1);

    public RateLimit {
        PER_MINUTE.check(perMinute);
        BURST.check(burst);
    }

    boolean isOff() {
        return perMinute == 0;
    }

    /** Returns the average time between two messages in milliseconds. */
    long interval() {
        return Duration.ofMinutes(1).toMillis() / perMinute;
    }
}
