package io.jenkins.plugins.dockereventwatch.run.log;

import java.io.Serializable;

/**
 * The position up to which a run's output has been read. Counts bytes, because several lines can have the same time and
 * the two streams are not ordered by time.
 *
 * @param out bytes of standard output
 * @param err bytes of standard error
 */
public record LogCursor(long out, long err) implements Serializable {

    /** The beginning of the output. */
    public static final LogCursor START = new LogCursor(0, 0);

    LogCursor plus(OutputChannel channel, int bytes) {
        return channel == OutputChannel.OUT ? new LogCursor(out + bytes, err) : new LogCursor(out, err + bytes);
    }

    /** Returns the number of bytes of both streams. */
    public long total() {
        return out + err;
    }
}
