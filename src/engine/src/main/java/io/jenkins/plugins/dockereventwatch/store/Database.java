package io.jenkins.plugins.dockereventwatch.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database and the folder that is locked while it is open. Uses data sources, because DriverManager does not find
 * drivers in a Jenkins plugin.
 */
record Database(DataSource source, Optional<StateFolder> folder) {

    private static final String NAME = "docker-event-watch";

    /**
     * The same SQL for both databases; commits are written immediately instead of after half a second, in small pages,
     * since each commit writes whole pages; connections cache all parsed statements instead of eight.
     */
    private static final String H2_SETTINGS = ";MODE=PostgreSQL;WRITE_DELAY=0;PAGE_SIZE=1024;DB_CLOSE_ON_EXIT=FALSE"
            + ";LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=64";

    /** Percentage of a file in use below which space is freed. */
    private static final int ENOUGH_IN_USE = 50;

    private static final int BYTES_TO_REWRITE = 1 << 20;

    static Database of(StateLocation location) throws StoreException {
        if (location instanceof StateLocation.PostgreSql postgres) {
            return new Database(PostgreSqlSource.of(postgres), Optional.empty());
        }
        if (location instanceof StateLocation.Folder folder) {
            // Interrupting a thread closes the file that it accesses; "retry" reopens it.
            DataSource source = h2("retry:" + StateFolder.database(folder));
            return new Database(source, Optional.of(StateFolder.lock(folder)));
        }
        return new Database(h2("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"), Optional.empty());
    }

    private static DataSource h2(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + name + H2_SETTINGS);
        source.setUser(NAME);
        source.setPassword("");
        return source;
    }

    /** Frees space in the file of H2, which does so itself only if commits are delayed. */
    static void compact(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        session.getDatabase().getStore().getMvStore().compact(ENOUGH_IN_USE, BYTES_TO_REWRITE);
    }

    void unlock(boolean closed) {
        try {
            if (folder.isPresent()) {
                folder.get().unlock(closed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unlock the state's folder", e);
        }
    }

    /** Loaded only if needed, because a Jenkins without the PostgreSQL API plugin has no driver. */
    private static final class PostgreSqlSource {

        private static final int SOCKET_SECONDS = 30;

        /** @throws StoreException if the driver is missing */
        static DataSource of(StateLocation.PostgreSql location) throws StoreException {
            try {
                PGSimpleDataSource source = new PGSimpleDataSource();
                source.setUrl(location.url());
                location.login().ifPresent(login -> {
                    source.setUser(login.user());
                    source.setPassword(login.password().reveal());
                });
                source.setApplicationName(NAME);
                source.setTcpKeepAlive(true);
                source.setSocketTimeout(SOCKET_SECONDS);
                return source;
            } catch (NoClassDefFoundError e) {
                throw new StoreException(
                        "the state in " + location + ": missing PostgreSQL driver; in Jenkins, install the plugin"
                                + " PostgreSQL API (postgresql-api)",
                        e);
            }
        }
    }
}
