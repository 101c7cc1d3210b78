package io.jenkins.plugins.dockereventwatch.store;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connects with PostgreSQL's driver, which is missing in a Jenkins without the PostgreSQL API plugin. */
final class PostgreSqlSource {

    private static final int SOCKET_SECONDS = 30;

    private PostgreSqlSource() {}

    /**
     * Creates a data source without connecting.
     *
     * @throws StoreException if the driver is missing
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
                    "the state in " + location + ": missing PostgreSQL driver; in Jenkins, install the plugin"
                            + " PostgreSQL API (postgresql-api)",
                    e);
        }
    }
}
