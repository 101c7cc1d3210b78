package io.jenkins.plugins.dockereventwatch.store;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections by PostgreSQL's driver, which a Jenkins has only where its plugin is installed. */
final class PostgreSqlSource {

    private static final int SOCKET_SECONDS = 30;

    private PostgreSqlSource() {}

    /**
     * Prepares it; connects to nothing yet.
     *
     * @throws StoreException if there is no driver
     */
    static DataSource of(StateLocation.PostgreSql location, String name) throws StoreException {
        try {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(location.url());
            location.login().ifPresent(login -> {
                source.setUser(login.user());
                source.setPassword(login.password());
            });
            source.setApplicationName(name);
            source.setTcpKeepAlive(true);
            source.setSocketTimeout(SOCKET_SECONDS);
            return source;
        } catch (NoClassDefFoundError e) {
            throw new StoreException(
                    "the state in " + location + ": there is no driver for PostgreSQL; in Jenkins, the plugin"
                            + " PostgreSQL API (postgresql-api) brings it",
                    e);
        }
    }
}
