package io.jenkins.plugins.dockereventwatch.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Events that were recorded, one JSON object a line, as {@code docker events --format '{{json .}}'} and the Docker
 * Engine API give them. Needs the same memory for any number of events.
 */
public final class RecordedEvents implements AutoCloseable {

    private final InputStream in;
    private final EventLines lines;
    private final EventParser parser = new EventParser();
    private final MalformedLines malformed;
    private long line;

    /** Is told of lines that are no events; they are skipped. */
    @FunctionalInterface
    public interface MalformedLines {

        /**
         * A line was skipped.
         *
         * @param line its number, from 1 on
         * @param reason why, in the user's words, without the line's content
         */
        void skipped(long line, String reason);
    }

    /**
     * Reads a recording.
     *
     * @param in UTF-8; closed by {@link #close()}
     * @param malformed told of lines that are no events
     */
    public RecordedEvents(InputStream in, MalformedLines malformed) {
        this.in = in;
        this.lines = new EventLines(in);
        this.malformed = malformed;
    }

    /**
     * Reads on to the next event.
     *
     * @return null when there are no more
     * @throws IOException if the recording cannot be read
     */
    public DockerEvent next() throws IOException {
        while (true) {
            line++;
            try {
                if (!lines.next()) {
                    return null;
                }
                if (!lines.isBlank()) {
                    return parser.parse(lines.bytes(), lines.offset(), lines.length());
                }
            } catch (MalformedEventException | EventLines.LineTooLongException e) {
                malformed.skipped(line, e.getMessage());
            }
        }
    }

    /** The length of the last event's line in bytes. */
    int length() {
        return lines.length();
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the recording", e);
        }
    }
}
