package io.jenkins.plugins.dockereventwatch.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Formats the log: one line per entry on standard error, followed by the stack trace of an unexpected exception. */
public final class ProgramLog extends SimpleFormatter {

    /** Configures the log of the JVM by {@code logging.properties}. */
    static void start() {
        try (InputStream settings = ProgramLog.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the level, whose name is not localized, and the message in one line. */
    @Override
    public String formatMessage(LogRecord entry) {
        return entry.getLevel().getName()
                + ' '
                + super.formatMessage(entry).replace('\r', ' ').replace('\n', ' ');
    }
}
