package io.jenkins.plugins.dockereventwatch.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database's tables up to date. */
final class Migrations {

    private final DataSource source;

    Migrations(DataSource source) {
        this.source = source;
    }

    void run() {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:io/jenkins/plugins/dockereventwatch/store/migrations")
                .javaMigrations(new QuartzTables())
                .table("schema_history")
                // Features that grow side by side are not released in the order in which they were begun.
                .outOfOrder(true)
                // What a newer version made is not ours to work on.
                .ignoreMigrationPatterns(new String[0])
                .load()
                .migrate();
    }
}
