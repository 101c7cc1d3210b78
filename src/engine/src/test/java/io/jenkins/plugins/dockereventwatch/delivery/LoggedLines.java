package io.jenkins.plugins.dockereventwatch.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the engine logs while this is open, a line an entry. */
public final class LoggedLines extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("io.jenkins.plugins.dockereventwatch");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public LoggedLines() {
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
        String thrown = entry.getThrown() == null ? "" : " " + entry.getThrown();
        lines.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry) + thrown);
    }

    /** Those so far; what is logged later does not change the list. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
