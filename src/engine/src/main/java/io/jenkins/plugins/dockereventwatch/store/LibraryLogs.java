package io.jenkins.plugins.dockereventwatch.store;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the libraries of the state log: only warnings, unless an administrator has chosen a level. */
final class LibraryLogs {

    /** Loggers are referenced here, because java.util.logging forgets the levels of those that nothing refers to. */
    private static final Map<Logger, Level> LEVELS = Map.of(
            Logger.getLogger("com.zaxxer.hikari"),
            Level.WARNING,
            Logger.getLogger("org.flywaydb"),
            Level.WARNING,
            // Warns only that the database is newer than Flyway, which users cannot change.
            Logger.getLogger("org.flywaydb.core.internal.database.base.Database"),
            Level.OFF);

    private LibraryLogs() {}

    static void limit() {
        LEVELS.forEach((logger, level) -> {
            if (logger.getLevel() == null) {
                logger.setLevel(level);
            }
        });
    }
}
