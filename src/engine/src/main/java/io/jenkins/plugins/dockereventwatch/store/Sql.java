package io.jenkins.plugins.dockereventwatch.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements of one transaction, with their arguments for the question marks in order: texts, numbers, booleans, null.
 *
 * @param connection the transaction's
 */
public record Sql(Connection connection) {

    /**
     * Makes a row of a result into a value.
     *
     * @param <T> the value
     */
    @FunctionalInterface
    public interface Row<T> {

        /** Reads the current row, without moving on. */
        T read(ResultSet row) throws SQLException;
    }

    /** Changes rows; returns how many. */
    public int update(String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            return statement.executeUpdate();
        }
    }

    /** Inserts a row; returns the value of its column {@code id}, which the database makes; empty where it has none. */
    public Optional<Long> insert(String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {"id"})) {
            bind(statement, arguments);
            if (statement.executeUpdate() == 0) {
                return Optional.empty();
            }
            try (ResultSet keys = statement.getGeneratedKeys()) {
                return keys.next() ? Optional.of(keys.getLong(1)) : Optional.empty();
            }
        }
    }

    /** All rows of a query, in order. */
    public <T> List<T> query(Row<T> row, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(row.read(rows));
                }
                return values;
            }
        }
    }

    /** The first row of a query. */
    public <T> Optional<T> first(Row<T> row, String sql, Object... arguments) throws SQLException {
        return query(row, sql, arguments).stream().findFirst();
    }

    /** A number that a query counts; 0 where it finds none. */
    public long count(String sql, Object... arguments) throws SQLException {
        return first(row -> row.getLong(1), sql, arguments).orElse(0L);
    }

    private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }
}
