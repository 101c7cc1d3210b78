package io.jenkins.plugins.dockereventwatch.store;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;

/** Converts exceptions of databases to messages for users: what is wrong with the state, and what to do. */
final class StoreError {

    private static final Set<Integer> DAMAGED =
            Set.of(ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1, ErrorCode.GENERAL_ERROR_1);

    private static final Set<Integer> CLOSED = Set.of(
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.OBJECT_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.GENERAL_ERROR_1);

    /** SQLSTATEs of a database that cannot be reached, or is starting or stopping. */
    private static final Set<String> TEMPORARY = Set.of("08001", "08003", "08006", "57P01", "57P02", "57P03");

    private StoreError() {}

    static StoreException explain(StateLocation location, Throwable e) {
        Optional<SQLException> sql = causes(e)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .reduce((outer, inner) -> inner);
        int code = sql.map(SQLException::getErrorCode).orElse(0);
        String state = sql.map(SQLException::getSQLState).orElse("");
        if (location instanceof StateLocation.Folder folder) {
            return new StoreException(ofFolder(folder, code, e), e);
        }
        return new StoreException(
                "the state in " + location + ": " + advice(state) + reason(e) + newer(e),
                TEMPORARY.contains(state) || isLost(e),
                false,
                e);
    }

    private static String ofFolder(StateLocation.Folder folder, int code, Throwable e) {
        Path path = folder.path();
        if (isFull(e)) {
            return "the disk with the state's folder " + path + " is full; free up space";
        }
        if (code == ErrorCode.DATABASE_ALREADY_OPEN_1) {
            return "the state in " + path + " is in use by another process; stop that process or use another folder";
        }
        if (DAMAGED.contains(code)) {
            Path file = Path.of(StateFolder.database(folder) + ".mv.db");
            return "the state in " + path + " is damaged: " + reason(e)
                    + "; restore it from a backup, or move " + file
                    + " away to start with an empty state (which loses alerts that have not been sent)";
        }
        return "the state in " + path + ": " + reason(e) + newer(e);
    }

    private static String newer(Throwable e) {
        // The missing library may be Flyway itself.
        boolean unknown = !isLibrary(e)
                && e instanceof FlywayException
                && String.valueOf(e.getMessage()).contains("not resolved locally");
        return unknown ? "; it was written by a newer version of this program: use that version or an empty state" : "";
    }

    /** Returns what users can do about an SQLSTATE. */
    private static String advice(String state) {
        return switch (state) {
            case "28P01", "28000", "08004" -> "the login was rejected, check user and password: ";
            case "3D000" -> "the database does not exist, create it first: ";
            case "08001", "08006" -> "the database cannot be reached: ";
            case "53100" -> "the disk of the database is full, free up space: ";
            case "42501" -> "missing privileges, allow the user to create and change tables: ";
            default -> "";
        };
    }

    /** Returns whether an embedded database has closed itself and must be reopened. */
    static boolean closesDatabase(SQLException e) {
        return causes(e).anyMatch(cause -> cause instanceof SQLException sql && CLOSED.contains(sql.getErrorCode()));
    }

    /** Returns whether the pool reports a lost connection, which it does without an SQLSTATE. */
    private static boolean isLost(Throwable e) {
        return causes(e)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && sql.getSQLState() == null
                        && "Connection is closed".equals(sql.getMessage()));
    }

    private static boolean isFull(Throwable e) {
        return causes(e).anyMatch(cause -> String.valueOf(cause.getMessage()).contains("No space left on device"));
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause).limit(20);
    }

    private static Throwable root(Throwable e) {
        return causes(e).reduce((outer, inner) -> inner).orElse(e);
    }

    private static boolean isLibrary(Throwable e) {
        return causes(e).anyMatch(LinkageError.class::isInstance);
    }

    private static String reason(Throwable e) {
        return (isLibrary(e) ? "missing or incompatible library (in Jenkins, update the API plugins): " : "")
                + firstLine(root(e));
    }

    /** Returns the first line of an exception's message, at most 300 characters. */
    static String firstLine(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.strip().lines().findFirst().orElse("");
        return SafeText.abbreviate(line, 300);
    }
}
