package io.jenkins.plugins.dockereventwatch.run.log;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import java.io.IOException;
import java.util.Map;

/**
 * Hands on what a container prints, each byte once, over any number of connections: the engine keeps the whole log, and
 * what the cursor says was taken is skipped.
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

    /** How far it is. */
    LogCursor cursor() {
        return cursor;
    }

    /**
     * Reads on in the engine's log, to its end.
     *
     * @param follow whether to wait for more while the container runs. An engine of 20.10 may then end before the last of
     *     a large output; what is missing is there when it is read again without
     * @throws SinkException if what is read cannot be handed on
     */
    public void read(boolean follow) throws IOException, InterruptedException, SinkException {
        String path = "/containers/" + container + "/logs?stdout=1&stderr=1&follow=" + (follow ? 1 : 0);
        handOn(connection.stream("GET", path, Map.of()), LogCursor.START);
    }

    /** Reads what comes by a connection that is attached to the container from its beginning. */
    public void readAttached(DockerStream stream) throws IOException, SinkException {
        handOn(stream, cursor);
    }

    private void handOn(DockerStream stream, LogCursor begin) throws IOException, SinkException {
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
                    handOn(frames.channel(), buffer, length, (int) Math.min(fresh, length));
                }
            }
        } finally {
            open = null;
        }
    }

    private void handOn(OutputChannel channel, byte[] buffer, int length, int fresh) throws SinkException {
        byte[] bytes = buffer;
        if (fresh < length) {
            bytes = new byte[fresh];
            System.arraycopy(buffer, length - fresh, bytes, 0, fresh);
        }
        LogCursor after = cursor.plus(channel, fresh);
        try {
            sink.write(channel, bytes, fresh, after);
        } catch (IOException e) {
            throw new SinkException(e);
        }
        cursor = after;
    }

    /** Changes as long as something is read, be it new or not. */
    public long progress() {
        return progress;
    }

    /** Ends a reading in another thread; it fails there with an {@link IOException}, or ends. */
    public void interrupt() {
        DockerStream stream = open;
        if (stream != null) {
            stream.close();
        }
    }

    /** Whoever takes the output takes no more. */
    public static final class SinkException extends Exception {

        private static final long serialVersionUID = 1L;

        SinkException(IOException cause) {
            super(cause);
        }
    }
}
