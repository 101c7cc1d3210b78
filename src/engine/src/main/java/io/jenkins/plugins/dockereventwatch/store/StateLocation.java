package io.jenkins.plugins.dockereventwatch.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Where state is kept. */
public sealed interface StateLocation {

    /** The word that asks for no state on disk. */
    String MEMORY = "memory";

    /** What {@link #parse} takes, for people. */
    String ALLOWED = "a folder, " + PostgreSql.FORM + ", or " + MEMORY;

    /**
     * An embedded database in a folder, used by one process at a time.
     *
     * @param path is made where it is missing, for its owner alone
     */
    record Folder(Path path) implements StateLocation {

        /** Makes the path absolute. */
        public Folder {
            path = path.toAbsolutePath().normalize();
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A PostgreSQL database, for one watcher or several.
     *
     * @param url {@code jdbc:postgresql://host[:port]/database[?user=…&password=…]}; a secret, as it may hold a
     *     password; without one the driver looks into the file {@code ~/.pgpass}
     * @param login instead of what the URL says; empty: none
     * @see <a href="https://jdbc.postgresql.org/documentation/use/">PostgreSQL JDBC, connection URL</a>
     */
    record PostgreSql(String url, Optional<Login> login) implements StateLocation {

        static final String SCHEME = "jdbc:postgresql:";

        /** How it is written, for people. */
        static final String FORM = "jdbc:postgresql://host/database";

        /** Logs in as the URL says. */
        public PostgreSql(String url) {
            this(url, Optional.empty());
        }

        /**
         * Reads an address that is kept where everybody may see it.
         *
         * @param login who logs in; empty: as the driver finds by itself
         * @throws IllegalArgumentException if it is none, or holds a password; the message does not repeat that
         */
        public static PostgreSql withoutPassword(String url, Optional<Login> login) {
            if (!url.startsWith(SCHEME)) {
                throw new IllegalArgumentException("'" + url + "' is no address of a database; use " + FORM);
            }
            PostgreSql plain = new PostgreSql(url);
            plain.check(FORM);
            int query = url.indexOf('?');
            String parameters = query < 0 ? "" : url.substring(query).toLowerCase(Locale.ROOT);
            if (parameters.contains("password") || !url.startsWith(plain.toString())) {
                throw new IllegalArgumentException(
                        "the address of '" + plain + "' holds a login; user and password come from credentials");
            }
            return new PostgreSql(url, login);
        }

        private void check(String allowed) {
            try {
                URI uri = new URI(url.substring("jdbc:".length()));
                if (uri.getRawPath() == null || uri.getRawPath().length() < 2) {
                    throw new IllegalArgumentException("'" + this + "' names no database; use " + allowed);
                }
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("'" + this + "' cannot be read as an address; use " + allowed);
            }
        }

        /** The URL without user, password and parameters. */
        @Override
        public String toString() {
            int query = url.indexOf('?');
            String plain = query < 0 ? url : url.substring(0, query);
            int login = plain.indexOf("//");
            int at = plain.lastIndexOf('@');
            return login >= 0 && at > login ? plain.substring(0, login + 2) + plain.substring(at + 1) : plain;
        }
    }

    /**
     * Who logs in to a database.
     *
     * @param user the name
     * @param password a secret, which no text of this shows
     */
    record Login(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }

    /** Nothing on disk: what is not delivered when the program ends is lost. */
    record Memory() implements StateLocation {

        @Override
        public String toString() {
            return MEMORY;
        }
    }

    /**
     * Reads what a user wrote.
     *
     * @throws IllegalArgumentException if it is none of {@link #ALLOWED}; the message says so, without any password
     */
    static StateLocation parse(String text) {
        if (text.equals(MEMORY)) {
            return new Memory();
        }
        if (text.startsWith(PostgreSql.SCHEME)) {
            PostgreSql location = new PostgreSql(text);
            location.check(ALLOWED);
            return location;
        }
        if (text.startsWith("jdbc:") || text.startsWith("postgres")) {
            throw new IllegalArgumentException("this kind of database is not supported; use " + ALLOWED);
        }
        if (text.isBlank() || text.contains(";")) {
            throw new IllegalArgumentException("'" + text + "' cannot be the folder of the state; use " + ALLOWED);
        }
        try {
            return new Folder(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' cannot be a folder; use " + ALLOWED, e);
        }
    }
}
