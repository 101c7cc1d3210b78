package io.jenkins.plugins.dockereventwatch.store;

/**
 * An open transaction of a {@link Store}, to be passed to repositories. Only repositories run statements, by {@link Sql}.
 * Methods that take part in a transaction throw {@link java.sql.SQLException}; the store rolls back and converts it.
 */
public sealed interface Transaction permits Sql {}
