package io.jenkins.plugins.dockereventwatch.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * An open state. Thread-safe; each transaction has its own connection.
 *
 * <p>SQL must mean the same to H2 (in its PostgreSQL mode) and to PostgreSQL. Tables are created by {@link Baseline}.
 * After the first release, changes of the schema are further migrations.
 */
public final class Store implements AutoCloseable {

    private static final int CONNECTIONS = 8;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration BRIEF = Duration.ofMillis(500);

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

    /** The same open state by another way to its connections, which may look at what passes, or disturb it. */
    Store through(UnaryOperator<DataSource> way) {
        return new Store(location, database, pool, way.apply(connections));
    }

    /**
     * What is done in one transaction.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    public interface Work<T> {

        /** Does it; the connection is closed, committed or rolled back by the store. */
        T in(Connection connection) throws SQLException;
    }

    /**
     * Opens a state, makes it where there is none, and brings its tables up to date.
     *
     * @throws StoreException if it is damaged, locked by another process, of a newer version, or out of reach
     */
    public static Store open(StateLocation location) throws StoreException {
        Database database = Database.of(location);
        return open(location, database, database.source());
    }

    /**
     * Logs in to a database, and changes nothing.
     *
     * @return what it says of itself, as in {@code PostgreSQL 16.4}
     * @throws StoreException if it cannot be reached, or refuses the login
     */
    public static String greet(StateLocation.PostgreSql location) throws StoreException {
        try (Connection connection = Database.of(location).source().getConnection()) {
            DatabaseMetaData said = connection.getMetaData();
            return said.getDatabaseProductName() + " " + said.getDatabaseProductVersion();
        } catch (SQLException e) {
            throw StoreError.explain(location, e);
        }
    }

    private static Store open(StateLocation location, Database database, DataSource source) throws StoreException {
        // A pool's libraries look for their parts by the thread's class loader, which in Jenkins is not a plugin's.
        Thread thread = Thread.currentThread();
        ClassLoader outer = thread.getContextClassLoader();
        thread.setContextClassLoader(Store.class.getClassLoader());
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(settings(location, source));
            Migrations.run(pool);
            return new Store(location, database, pool, pool);
        } catch (RuntimeException e) {
            StoreException explained = StoreError.explain(location, e);
            if (pool != null) {
                pool.close();
            }
            database.close();
            throw explained;
        } finally {
            thread.setContextClassLoader(outer);
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
        config.setConnectionTimeout(CONNECT.toMillis());
        config.setValidationTimeout(BRIEF.toMillis());
        config.setInitializationFailTimeout(1);
        if (!(location instanceof StateLocation.PostgreSql)) {
            config.setMaxLifetime(0);
        }
        return config;
    }

    /** Where it is. */
    public StateLocation location() {
        return location;
    }

    /** Its connections, for a library that makes its own transactions; they go back to the pool when they are closed. */
    public DataSource connections() {
        return pool;
    }

    /** Whether other processes may work on it at the same time. */
    public boolean isShared() {
        return location instanceof StateLocation.PostgreSql;
    }

    /** Whether it outlives the process. */
    public boolean isDurable() {
        return !(location instanceof StateLocation.Memory);
    }

    /**
     * Does something in one transaction: all of it, or nothing.
     *
     * @throws StoreException if the database refuses or fails; nothing of it is done then
     */
    public <T> T transaction(Work<T> work) throws StoreException {
        try (Connection connection = connections.getConnection()) {
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            if (StoreError.closesDatabase(e)) {
                // H2 closes itself at a write error; new connections open it again.
                pool.getHikariPoolMXBean().softEvictConnections();
            }
            throw StoreError.explain(location, e);
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Closes it; what is under way in other threads fails. */
    @Override
    public void close() {
        pool.close();
        database.close();
    }
}
