package io.jenkins.plugins.dockereventwatch.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * An open state. Thread-safe; each transaction has its own connection.
 *
 * <p>SQL must mean the same to H2 (in its PostgreSQL mode) and to PostgreSQL. Tables are created by {@link Migrations}.
 * After the first release, changes of the schema are further migrations.
 */
public final class Store implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Store.class.getName());
    private static final int CONNECTIONS = 8;
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration VALIDATION_TIMEOUT = Duration.ofMillis(500);

    private final StateLocation location;
    private final Database database;
    private final HikariDataSource pool;
    private final DataSource connections;

    private Store(StateLocation location, Database database, HikariDataSource pool, DataSource connections) {
        this.location = location;
        this.database = database;
        this.pool = pool;
        this.connections = connections;
    }

    /** Returns the same open state with replaced connections, for tests that observe or disturb them. */
    Store through(UnaryOperator<DataSource> replacement) {
        return new Store(location, database, pool, replacement.apply(connections));
    }

    /**
     * The work of one transaction.
     *
     * @param <T> the type of its result
     */
    @FunctionalInterface
    public interface Work<T> {

        /** Does the work. The store commits, or rolls back if this throws an exception. */
        T in(Sql sql) throws SQLException;
    }

    /**
     * Opens a state; creates it if it does not exist, and updates its tables.
     *
     * @throws StoreException if it is damaged, used by another process, of a newer version, or unreachable
     */
    public static Store open(StateLocation location) throws StoreException {
        LibraryLogs.limit();
        // The pool's libraries use the thread's class loader, which in Jenkins is not the plugin's.
        Thread thread = Thread.currentThread();
        ClassLoader outer = thread.getContextClassLoader();
        thread.setContextClassLoader(Store.class.getClassLoader());
        Database database = null;
        HikariDataSource pool = null;
        try {
            database = Database.of(location);
            pool = new HikariDataSource(settings(location, database.source()));
            Migrations.run(pool);
            Store store = new Store(location, database, pool, pool);
            if (database.folder().filter(StateFolder::unclosed).isPresent()) {
                store.recover();
            }
            if (location instanceof StateLocation.PostgreSql) {
                store.checkCommits();
            }
            return store;
        } catch (StoreException | RuntimeException | Error e) {
            if (pool != null) {
                pool.close();
            }
            if (database != null) {
                database.unlock(false);
            }
            if (e instanceof VirtualMachineError fatal) {
                throw fatal;
            }
            throw e instanceof StoreException explained ? explained : StoreError.explain(location, e);
        } finally {
            thread.setContextClassLoader(outer);
        }
    }

    /** Warns if PostgreSQL acknowledges commits before they are on its disk. */
    private void checkCommits() throws StoreException {
        transaction(sql -> sql.of("show synchronous_commit").query(row -> row.getString(1))).stream()
                .filter("off"::equals)
                .forEach(off -> LOG.log(
                        Level.WARNING,
                        "the state in {0}: synchronous_commit is off, so a crash of the database server loses its last"
                                + " commits, and alerts with them or sends them again; set it to on for this database",
                        location));
    }

    /** Reads a database whose process did not close it, so that damage is found at the start, and repairs it. */
    private void recover() throws StoreException {
        int rows = transaction(sql -> {
            int read = 0;
            for (String table : sql.of("select table_name from information_schema.tables where table_schema = 'PUBLIC'")
                    .query(row -> row.getString(1))) {
                read += sql.of("select * from \"" + table + "\"")
                        .query(Store::readColumns)
                        .size();
            }
            for (String table : sql.of("select table_name from information_schema.columns where is_identity = 'YES'")
                    .query(row -> row.getString(1))) {
                restart(sql, '"' + table + '"');
            }
            return read;
        });
        LOG.log(Level.INFO, "the state in {0} was not closed by the last process; read all {1} rows", location, rows);
    }

    /** H2 may lose the position of a sequence whose numbers are in committed rows. */
    private static void restart(Sql sql, String table) throws SQLException {
        long next = 1 + sql.of("select max(id) from " + table).count();
        sql.of("alter table " + table + " alter column id restart with " + next).update();
    }

    private static int readColumns(ResultSet row) throws SQLException {
        int columns = row.getMetaData().getColumnCount();
        for (int column = 1; column <= columns; column++) {
            row.getString(column);
        }
        return columns;
    }

    /**
     * Logs in to a database without changing it.
     *
     * @return its product name and version, for example {@code PostgreSQL 16.4}
     * @throws StoreException if it is unreachable or rejects the login
     */
    public static String testConnection(StateLocation.PostgreSql location) throws StoreException {
        try (Connection connection = Database.of(location).source().getConnection()) {
            DatabaseMetaData data = connection.getMetaData();
            return data.getDatabaseProductName() + " " + data.getDatabaseProductVersion();
        } catch (SQLException e) {
            throw StoreError.explain(location, e);
        }
    }

    private static HikariConfig settings(StateLocation location, DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("docker-event-watch state");
        config.setDataSource(source);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        config.setValidationTimeout(VALIDATION_TIMEOUT.toMillis());
        config.setInitializationFailTimeout(1);
        if (!(location instanceof StateLocation.PostgreSql)) {
            config.setMaxLifetime(0);
        }
        return config;
    }

    public StateLocation location() {
        return location;
    }

    /** Returns pooled connections for a library that manages its own transactions. */
    public DataSource connections() {
        return pool;
    }

    /** Whether other processes may use the state at the same time. */
    public boolean isShared() {
        return location instanceof StateLocation.PostgreSql;
    }

    /** Whether the state outlives the process. */
    public boolean isDurable() {
        return !(location instanceof StateLocation.Memory);
    }

    /**
     * Runs work in one transaction.
     *
     * @throws StoreException if the database fails; the transaction is rolled back
     */
    public <T> T transaction(Work<T> work) throws StoreException {
        try (Connection connection = connections.getConnection()) {
            try {
                T result = work.in(new Sql(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            if (StoreError.closesDatabase(e)) {
                // H2 closes the database after a write error; new connections reopen it.
                pool.getHikariPoolMXBean().softEvictConnections();
            }
            throw StoreError.explain(location, e);
        }
    }

    /**
     * Frees space in the file of an embedded database by writing again what is still in use, so that the file does not grow
     * for ever. To be called about every minute; the space is used again after 45 seconds. Does nothing in other states.
     *
     * @throws StoreException if the database fails
     */
    public void compact() throws StoreException {
        if (location instanceof StateLocation.Folder) {
            try (Connection connection = pool.getConnection()) {
                Database.compact(connection);
            } catch (SQLException e) {
                throw StoreError.explain(location, e);
            }
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Closes the state; transactions in progress in other threads fail. */
    @Override
    public void close() {
        pool.close();
        database.unlock(true);
    }
}
