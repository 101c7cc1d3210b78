package io.jenkins.plugins.dockereventwatch.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Creates or updates a database's tables with Flyway. */
final class Migrations {

    private Migrations() {}

    /** @throws org.flywaydb.core.api.FlywayException if that fails, or if a newer version has changed the database */
    static void run(DataSource source) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations(new String[0])
                .javaMigrations(new V1__baseline())
                .table("schema_history")
                // By default, Flyway ignores migrations of later versions.
                .ignoreMigrationPatterns(new String[0])
                .load()
                .migrate();
    }

    /**
     * Creates all tables. A migration in Java can run the script that Quartz contains. Flyway derives the version and the
     * description from the class name.
     */
    private static final class V1__baseline extends BaseJavaMigration {

        @Override
        public void migrate(Context context) throws SQLException, IOException {
            Connection connection = context.getConnection();
            create(connection, "io/jenkins/plugins/dockereventwatch/store/schema.sql");
            if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                create(connection, "org/quartz/impl/jdbcjobstore/tables_postgres.sql");
            }
        }
    }

    /** Runs the create statements of a script. Quartz's script also drops tables and commits. */
    private static void create(Connection connection, String script) throws SQLException, IOException {
        try (InputStream in = Migrations.class.getClassLoader().getResourceAsStream(script);
                Statement statement = connection.createStatement()) {
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.strip().startsWith("--"))
                    .collect(Collectors.joining("\n"));
            for (String one : sql.split(";")) {
                if (one.strip().toLowerCase(Locale.ROOT).startsWith("create ")) {
                    statement.execute(one.strip());
                }
            }
        }
    }
}
