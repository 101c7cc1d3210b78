package io.jenkins.plugins.dockereventwatch.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * The file of an embedded database. H2 appends each commit with everything it shares a page with (about 25 KB for an alert),
 * and does not compact the file while it is open, because {@code WRITE_DELAY=0} stops the thread that does. Thread-safe.
 */
final class DatabaseFile {

    private static final Logger LOG = System.getLogger(DatabaseFile.class.getName());
    private static final long MIN_LIMIT = 16L << 20;
    private static final int TRANSACTIONS_PER_CHECK = 32;

    /** Commits of other threads wait as long; enough for a large file on a busy machine. */
    private static final int MAX_COMPACT_MILLIS = 2000;

    private final Path path;
    private final AtomicInteger transactions = new AtomicInteger();

    /** Grows with the rows, so that the cost of compacting does not. */
    private long limit = MIN_LIMIT;

    DatabaseFile(Path path) {
        this.path = path;
    }

    /** Compacts the file if it has become too large; called after each committed transaction, which an error must not undo. */
    void committed(Connection connection) {
        if (transactions.incrementAndGet() % TRANSACTIONS_PER_CHECK == 0) {
            try {
                compactAboveLimit(connection);
            } catch (IOException | SQLException | RuntimeException e) {
                LOG.log(Level.WARNING, "Cannot compact the file of the state, " + path, e);
            }
        }
    }

    private synchronized void compactAboveLimit(Connection connection) throws IOException, SQLException {
        if (Files.size(path) <= limit) {
            return;
        }
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        MVStore store = session.getDatabase().getStore().getMvStore();
        int retention = store.getRetentionTime();
        try {
            // What is overwritten must not be needed by what is on the disk if the power fails.
            store.sync();
            store.compactFile(MAX_COMPACT_MILLIS);
        } finally {
            store.setRetentionTime(retention);
        }
        limit = Math.max(MIN_LIMIT, 2 * Files.size(path));
    }
}
