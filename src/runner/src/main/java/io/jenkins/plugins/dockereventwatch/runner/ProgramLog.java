package io.jenkins.plugins.dockereventwatch.runner;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats the log: one line per entry on standard error, followed by the stack trace of an unexpected exception. */
public final class ProgramLog extends SimpleFormatter {

    /** The exit code after an OutOfMemoryError, the same as with the JVM option ExitOnOutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;

    /** Configures the log of the JVM by {@code logging.properties}. */
    static void start() {
        try (InputStream settings = ProgramLog.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Logger root = Logger.getLogger("");
        root.addHandler(new OutOfMemoryHandler());
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> root.log(Level.SEVERE, "thread " + thread.getName() + ": internal error", e));
    }

    /** Returns the level, whose name is not localized, and the message in one line. */
    @Override
    public String formatMessage(LogRecord entry) {
        return entry.getLevel().getName() + ' ' + SafeText.oneLine(super.formatMessage(entry));
    }

    /** Returns the lines of an entry without control characters, which its exceptions may contain. */
    @Override
    public String format(LogRecord entry) {
        return super.format(entry)
                .lines()
                .map(line -> SafeText.oneLine(line.replace("\t", "    ")) + System.lineSeparator())
                .collect(Collectors.joining());
    }

    /** Ends the program when it has run out of memory, because other threads may have failed unnoticed. */
    private static final class OutOfMemoryHandler extends Handler {

        @Override
        public void publish(LogRecord entry) {
            if (Stream.iterate(entry.getThrown(), Objects::nonNull, Throwable::getCause)
                    .limit(10)
                    .anyMatch(OutOfMemoryError.class::isInstance)) {
                Runtime.getRuntime().halt(OUT_OF_MEMORY);
            }
        }

        @Override
        public void flush() {
            // Writes nothing.
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
