package io.jenkins.plugins.dockereventwatch.store;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs statements in a transaction.
 *
 * @param connection the transaction's connection
 */
public record Sql(Connection connection) {

    private static final int NAME_LENGTH = 200;
    private static final int LABEL_LENGTH = 500;

    /**
     * Converts a row of a result.
     *
     * @param <T> the type of the converted row
     */
    @FunctionalInterface
    public interface Row<T> {

        /** Reads the current row without moving to another one. */
        T read(ResultSet row) throws SQLException;
    }

    /** Returns the text on one line, shortened to the 500 characters of columns for hosts, notifiers and containers. */
    public static String label(String text) {
        return SafeText.abbreviate(text, LABEL_LENGTH);
    }

    /** Returns the text on one line, shortened to the 200 characters of columns for other names. */
    public static String name(String text) {
        return SafeText.abbreviate(text, NAME_LENGTH);
    }

    public Statement of(String text) {
        return new Statement(connection, text);
    }

    /**
     * A statement. Arguments replace its question marks in order: strings, numbers, booleans, null, times (stored as
     * milliseconds since the epoch), and optional values of these types.
     */
    public record Statement(Connection connection, String text) {

        /** Runs an update and returns the number of changed rows. */
        public int update(Object... arguments) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                bind(statement, arguments);
                return statement.executeUpdate();
            }
        }

        /** Runs an update and returns whether it changed a row. */
        public boolean changes(Object... arguments) throws SQLException {
            return update(arguments) > 0;
        }

        /** Inserts a row and returns its generated {@code id}; empty if no row was inserted. */
        public Optional<Long> insert(Object... arguments) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(text, new String[] {"id"})) {
                bind(statement, arguments);
                if (statement.executeUpdate() == 0) {
                    return Optional.empty();
                }
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    return keys.next() ? Optional.of(keys.getLong(1)) : Optional.empty();
                }
            }
        }

        /** Returns all rows of a query in order. */
        public <T> List<T> query(Row<T> row, Object... arguments) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
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

        /** Returns the first row of a query; empty if there is none. */
        public <T> Optional<T> first(Row<T> row, Object... arguments) throws SQLException {
            return query(row, arguments).stream().findFirst();
        }

        /** Returns whether a query has a row. */
        public boolean exists(Object... arguments) throws SQLException {
            return first(row -> true, arguments).isPresent();
        }

        /** Returns the number in the first row of a query; 0 if there is none. */
        public long count(Object... arguments) throws SQLException {
            return first(row -> row.getLong(1), arguments).orElse(0L);
        }

        /** Returns the number in the first row of a query; empty if there is none, or if it is null. */
        public Optional<Long> number(Object... arguments) throws SQLException {
            return first(row -> Optional.ofNullable(row.getObject(1, Long.class)), arguments)
                    .flatMap(number -> number);
        }

        /** Returns the numbers of a query in its second column, by the texts in the first. */
        public Map<String, Long> numbers(Object... arguments) throws SQLException {
            Map<String, Long> numbers = new TreeMap<>();
            query(row -> numbers.put(row.getString(1), row.getLong(2)), arguments);
            return numbers;
        }

        private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
            for (int i = 0; i < arguments.length; i++) {
                Object argument = arguments[i] instanceof Optional<?> optional ? optional.orElse(null) : arguments[i];
                statement.setObject(i + 1, argument instanceof Instant time ? time.toEpochMilli() : argument);
            }
        }
    }
}
