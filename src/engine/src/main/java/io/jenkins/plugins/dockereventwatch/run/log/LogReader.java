package io.jenkins.plugins.dockereventwatch.run.log;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/**
 * Passes each byte of a container's output to a sink once, over any number of connections. The engine keeps the
 * complete log; bytes before the cursor are skipped.
 */
public final class LogReader {

    private static final int BUFFER = 32 << 10;

    private final DockerConnection connection;
    private final String container;
    private final boolean terminal;
    private final OutputSink sink;
    private volatile LogCursor cursor;
    private volatile DockerStream open;
    private volatile long progress;

    /**
     * Creates a reader.
     *
     * @param container the ID of the container
     * @param terminal whether the container has a terminal, whose log is not split into streams
     * @param cursor the position at which to start
     */
    public LogReader(
            DockerConnection connection, String container, boolean terminal, LogCursor cursor, OutputSink sink) {
        this.connection = connection;
        this.container = container;
        this.terminal = terminal;
        this.cursor = cursor;
        this.sink = sink;
    }

    /**
     * Reads the engine's log from the cursor to its end.
     *
     * @param follow whether to wait for more output while the container is running. Docker Engine 20.10 may then end
     *     the log before the last part of a large output; reading again with false returns the missing part
     * @throws SinkException if the sink rejects the output
     */
    public void read(boolean follow) throws IOException, InterruptedException, SinkException {
        String path = "/containers/" + container + "/logs?stdout=1&stderr=1&follow=" + (follow ? 1 : 0);
        copy(connection.stream("GET", path, Map.of()), LogCursor.START);
    }

    /** Reads the output from a connection that was attached before the container's start. */
    public void readAttached(DockerStream stream) throws IOException, SinkException {
        copy(stream, cursor);
    }

    private void copy(DockerStream stream, LogCursor begin) throws IOException, SinkException {
        try (stream) {
            open = stream;
            LogFrames frames = new LogFrames(stream.body(), terminal);
            byte[] buffer = new byte[BUFFER];
            LogCursor read = begin;
            for (int length = frames.read(buffer); length >= 0; length = frames.read(buffer)) {
                progress = progress + 1;
                read = read.plus(frames.channel(), length);
                long fresh =
                        frames.channel() == OutputChannel.OUT ? read.out() - cursor.out() : read.err() - cursor.err();
                if (fresh > 0) {
                    write(frames.channel(), buffer, length, (int) Math.min(fresh, length));
                }
            }
        } finally {
            open = null;
        }
    }

    private void write(OutputChannel channel, byte[] buffer, int length, int fresh) throws SinkException {
        byte[] bytes = fresh < length ? Arrays.copyOfRange(buffer, length - fresh, length) : buffer;
        LogCursor after = cursor.plus(channel, fresh);
        try {
            sink.write(channel, bytes, fresh, after);
        } catch (IOException e) {
            throw new SinkException(e);
        }
        cursor = after;
    }

    /** Returns a counter that changes whenever bytes are read, including skipped ones. */
    public long progress() {
        return progress;
    }

    /** Interrupts a read in another thread, which ends or throws an {@link IOException}. */
    public void interrupt() {
        DockerStream stream = open;
        if (stream != null) {
            stream.close();
        }
    }

    /** Thrown if the sink rejects the output. */
    public static final class SinkException extends Exception {

        private static final long serialVersionUID = 1L;

        SinkException(IOException cause) {
            super(cause);
        }
    }
}
