package io.jenkins.plugins.dockereventwatch.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * The first migration: creates the tables of {@code schema.sql} and, in PostgreSQL, those of Quartz's clustered store. A
 * migration in Java can run the script that Quartz contains.
 */
final class Baseline implements JavaMigration {

    private static final String SCHEMA = "io/jenkins/plugins/dockereventwatch/store/schema.sql";
    private static final String QUARTZ = "org/quartz/impl/jdbcjobstore/tables_postgres.sql";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("1");
    }

    @Override
    public String getDescription() {
        return "baseline";
    }

    @Override
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException, IOException {
        Connection connection = context.getConnection();
        create(connection, SCHEMA);
        if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            create(connection, QUARTZ);
        }
    }

    private static void create(Connection connection, String script) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements(read(script))) {
                statement.execute(sql);
            }
        }
    }

    private static String read(String script) throws IOException {
        try (InputStream in = Baseline.class.getClassLoader().getResourceAsStream(script)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns the create statements. Quartz's script also drops tables and commits, which is not wanted here. */
    private static List<String> statements(String script) {
        String withoutComments = String.join(
                "\n",
                script.lines().filter(line -> !line.strip().startsWith("--")).toList());
        return Stream.of(withoutComments.split(";"))
                .map(String::strip)
                .filter(sql -> sql.toLowerCase(Locale.ROOT).startsWith("create "))
                .toList();
    }
}
