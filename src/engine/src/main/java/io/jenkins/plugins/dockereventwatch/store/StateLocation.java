package io.jenkins.plugins.dockereventwatch.store;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import io.jenkins.plugins.dockereventwatch.text.Login;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The location of the state. */
public sealed interface StateLocation {

    /** The text for a state in memory. */
    String MEMORY = "memory";

    /** The valid texts for {@link #parse}, for people. */
    String ALLOWED = "a folder, " + PostgreSql.FORM + ", or " + MEMORY;

    /**
     * An embedded database in a folder, which one process can use at a time.
     *
     * @param path created if it does not exist, accessible only by its owner
     */
    record Folder(Path path) implements StateLocation {

        public Folder {
            path = path.toAbsolutePath().normalize();
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A PostgreSQL database, which several watchers can share.
     *
     * @param url {@code jdbc:postgresql://host[:port]/database[?user=…&password=…]}; secret, since it may contain a
     *     password; without one, the driver reads {@code ~/.pgpass}
     * @param login overrides the login in the URL; empty: none
     * @see <a href="https://jdbc.postgresql.org/documentation/use/">PostgreSQL JDBC, connection URL</a>
     */
    record PostgreSql(String url, Optional<Login> login) implements StateLocation {

        static final String SCHEME = "jdbc:postgresql:";

        /** The syntax, for people. */
        static final String FORM = "jdbc:postgresql://host/database";

        public PostgreSql(String url) {
            this(url, Optional.empty());
        }

        /**
         * Parses a URL that is not secret.
         *
         * @param login empty: the driver determines the login
         * @throws IllegalArgumentException if the URL is invalid or contains a login, which the message does not contain
         */
        public static PostgreSql withoutPassword(String url, Optional<Login> login) {
            PostgreSql plain = new PostgreSql(url);
            if (!url.startsWith(SCHEME)) {
                throw new InvalidValueException("database-url", plain.toString(), FORM);
            }
            plain.check(FORM);
            rejectPassword(url);
            return new PostgreSql(url, login);
        }

        /**
         * Checks that a URL, which may be invalid otherwise, contains no password.
         *
         * @throws IllegalArgumentException if it does; the message does not contain it
         */
        public static void rejectPassword(String url) {
            PostgreSql plain = new PostgreSql(url);
            int query = url.indexOf('?');
            String parameters = query < 0 ? "" : url.substring(query).toLowerCase(Locale.ROOT);
            if (parameters.contains("password") || plain.hasLoginBeforeHost()) {
                throw new InvalidValueException("database-login", plain.toString());
            }
        }

        /** The driver takes such a login for a part of the host's name. */
        private boolean hasLoginBeforeHost() {
            return !url.startsWith(toString());
        }

        private void check(String allowed) {
            try {
                URI uri = new URI(url.substring("jdbc:".length()));
                if (uri.getRawPath() == null || uri.getRawPath().length() < 2) {
                    throw new InvalidValueException("database-missing", toString(), allowed);
                }
            } catch (URISyntaxException e) {
                throw new InvalidValueException("database-url", toString(), allowed);
            }
        }

        /** Returns the URL without user, password, and parameters. */
        @Override
        public String toString() {
            int query = url.indexOf('?');
            String plain = query < 0 ? url : url.substring(0, query);
            int slashes = plain.indexOf("//");
            int login = slashes < 0 ? 0 : slashes + 2;
            int at = plain.lastIndexOf('@');
            return at >= login ? plain.substring(0, login) + plain.substring(at + 1) : plain;
        }
    }

    /** A state in memory: alerts that are not delivered when the program ends are lost. */
    record Memory() implements StateLocation {

        @Override
        public String toString() {
            return MEMORY;
        }
    }

    /**
     * Parses a location.
     *
     * @throws IllegalArgumentException if it is not one of {@link #ALLOWED}; the message contains no password
     */
    static StateLocation parse(String text) {
        if (text.equals(MEMORY)) {
            return new Memory();
        }
        if (text.startsWith(PostgreSql.SCHEME)) {
            PostgreSql location = new PostgreSql(text);
            location.check(ALLOWED);
            if (location.hasLoginBeforeHost()) {
                throw new IllegalArgumentException("Invalid database URL '" + location
                        + "': specify the login as ?user=…&password=…; expected " + ALLOWED);
            }
            return location;
        }
        if (text.startsWith("jdbc:") || text.startsWith("postgres")) {
            throw new IllegalArgumentException("Unsupported database: expected " + ALLOWED);
        }
        if (text.isBlank() || text.contains(";")) {
            throw new IllegalArgumentException("Invalid folder '" + text + "': expected " + ALLOWED);
        }
        try {
            return new Folder(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("Invalid folder '" + text + "': expected " + ALLOWED, e);
        }
    }
}
