package io.jenkins.plugins.dockereventwatch.postgres;

import io.jenkins.plugins.dockereventwatch.docker.NeedSummary;

/** The tests with a PostgreSQL server. */
public final class PostgresTestsSummary extends NeedSummary {

    static final String NO_SERVER = "no PostgreSQL";

    /** For the test launcher. */
    public PostgresTestsSummary() {
        super("PostgreSQL tests", NO_SERVER, WithPostgres.class);
    }
}
