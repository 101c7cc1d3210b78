package io.jenkins.plugins.dockereventwatch.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Creates or updates a database's tables with Flyway. */
final class Migrations {

    private Migrations() {}

    /** @throws org.flywaydb.core.api.FlywayException if that fails, or if a newer version has changed the database */
    static void run(DataSource source) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations(new String[0])
                .javaMigrations(new Baseline())
                .table("schema_history")
                // By default, Flyway ignores migrations of later versions.
                .ignoreMigrationPatterns(new String[0])
                .load()
                .migrate();
    }
}
