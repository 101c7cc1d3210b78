package io.jenkins.plugins.dockereventwatch.run.log;

import java.io.Serializable;

/**
 * How much of a run's output was taken. Counted in bytes and not in times, since several lines can have the same time, and
 * the lines of the two streams need not be in the order of theirs.
 *
 * @param out bytes of standard output
 * @param err bytes of standard error
 */
public record LogCursor(long out, long err) implements Serializable {

    /** Nothing yet. */
    public static final LogCursor START = new LogCursor(0, 0);

    LogCursor plus(OutputChannel channel, int bytes) {
        return channel == OutputChannel.OUT ? new LogCursor(out + bytes, err) : new LogCursor(out, err + bytes);
    }

    /** Both streams together. */
    public long total() {
        return out + err;
    }
}
