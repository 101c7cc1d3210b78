package io.jenkins.plugins.dockereventwatch.store;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * A database and what is held as long as it is open. Data sources are given as objects: a driver that DriverManager
 * would have to find is out of its sight in a Jenkins plugin.
 */
record Database(DataSource source, AutoCloseable held) {

    /** Both databases' names for the program, in their logs and lists. */
    private static final String NAME = "docker-event-watch";

    /**
     * One SQL for both databases; a commit is on its way to the disk when it returns, not half a second later; a
     * connection keeps all our statements as they were parsed, not eight.
     */
    private static final String H2_SETTINGS =
            ";MODE=PostgreSQL;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=64";

    static Database of(StateLocation location) throws StoreException {
        if (location instanceof StateLocation.PostgreSql postgres) {
            return new Database(PostgreSqlSource.of(postgres, NAME), () -> {});
        }
        if (location instanceof StateLocation.Folder folder) {
            StateFolder locked = StateFolder.lock(folder);
            // A thread that is interrupted while it works with a file closes it; that file is opened again.
            return new Database(h2("retry:" + locked.database()), locked);
        }
        return new Database(h2("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"), () -> {});
    }

    private static DataSource h2(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + name + H2_SETTINGS);
        source.setUser(NAME);
        source.setPassword("");
        return source;
    }

    void close() {
        try {
            held.close();
        } catch (Exception e) {
            throw new IllegalStateException("letting go of the state's folder", e);
        }
    }
}
