package io.jenkins.plugins.dockereventwatch.event;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads recorded events, one JSON object per line ({@code docker events --format '{{json .}}'}), with bounded memory. */
public final class RecordedEvents implements Closeable {

    private final InputStream in;
    private final EventLines lines;
    private final MalformedLines malformed;
    private long line;

    /** Receives lines that are not events and are skipped. */
    @FunctionalInterface
    public interface MalformedLines {

        /**
         * Reports a skipped line.
         *
         * @param line the line number, starting at 1
         * @param reason the reason, without the line's content
         */
        void skipped(long line, String reason);
    }

    /**
     * Creates a reader.
     *
     * @param in the recording in UTF-8; closed by {@link #close()}
     * @param malformed receives lines that are not events
     */
    public RecordedEvents(InputStream in, MalformedLines malformed) {
        this.in = in;
        this.lines = new EventLines(in);
        this.malformed = malformed;
    }

    /**
     * Reads the next event.
     *
     * @return null at the end
     * @throws IOException if the recording cannot be read
     */
    public DockerEvent next() throws IOException {
        while (true) {
            line++;
            try {
                byte[] bytes = lines.next();
                if (bytes == null) {
                    return null;
                }
                Optional<DockerEvent> event = parse(bytes);
                if (event.isPresent()) {
                    return event.get();
                }
            } catch (MalformedEventException e) {
                malformed.skipped(line, e.getMessage());
            }
        }
    }

    /** Parses a line; empty if it is blank. */
    static Optional<DockerEvent> parse(byte[] line) throws MalformedEventException {
        return isBlank(line) ? Optional.empty() : Optional.of(DockerEvent.parse(line));
    }

    private static boolean isBlank(byte[] line) {
        for (byte character : line) {
            if (" \t\r".indexOf(character) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
