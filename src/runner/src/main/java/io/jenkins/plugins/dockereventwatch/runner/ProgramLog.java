package io.jenkins.plugins.dockereventwatch.runner;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Formats the log: one line per entry on standard error, followed by the stack trace of an unexpected exception. */
final class ProgramLog extends Formatter {

    private ProgramLog() {}

    /** Configures the log of the JVM. */
    static void start() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler console = new ConsoleHandler();
        console.setFormatter(new ProgramLog());
        console.setLevel(Level.ALL);
        root.addHandler(console);
        root.setLevel(Level.WARNING);
        Logger.getLogger("io.jenkins.plugins.dockereventwatch").setLevel(Level.INFO);
        // The engine itself logs lost connections, once.
        Logger.getLogger("com.github.dockerjava").setLevel(Level.OFF);
        Logger.getLogger("com.icegreen").setLevel(Level.OFF);
        Logger.getLogger("com.zaxxer").setLevel(Level.OFF);
        Logger.getLogger("org.flywaydb").setLevel(Level.OFF);
        Logger.getLogger("org.quartz").setLevel(Level.WARNING);
    }

    @Override
    public String format(LogRecord entry) {
        String time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                entry.getInstant().truncatedTo(ChronoUnit.MILLIS).atZone(ZoneId.systemDefault()));
        StringBuilder line = new StringBuilder(time)
                .append(' ')
                .append(entry.getLevel().getName())
                .append(' ')
                .append(formatMessage(entry).replace('\r', ' ').replace('\n', ' '));
        for (Throwable cause = entry.getThrown(); cause != null; cause = cause.getCause()) {
            line.append(System.lineSeparator()).append("    ").append(cause);
            for (StackTraceElement frame : cause.getStackTrace()) {
                line.append(System.lineSeparator()).append("        at ").append(frame);
            }
        }
        return line.append(System.lineSeparator()).toString();
    }
}
