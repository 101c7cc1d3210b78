package io.jenkins.plugins.dockereventwatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.dockereventwatch.delivery.LoggedLines;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A state whose process was killed, and one that could not be opened. */
class StoreRecoveryTest {

    private static final int ROWS = 2000;
    private static final long LOST_NUMBER = 7;

    @TempDir
    private Path temp;

    private StateLocation.Folder location;

    @BeforeEach
    void locate() {
        location = new StateLocation.Folder(temp.resolve("state"));
    }

    @Nested
    class AfterKill {

        @Test
        void readsAllRowsOnce() throws IOException {
            leaveUnclosed();

            try (LoggedLines log = new LoggedLines()) {
                Store.open(location).close();
                assertThat(log.lines())
                        .filteredOn(line -> line.contains("was not closed by the last process"))
                        .singleElement()
                        .asString()
                        .startsWith("INFO the state in " + location)
                        .containsPattern("read all 2,?0\\d\\d rows");
            }
            try (LoggedLines log = new LoggedLines()) {
                Store.open(location).close();
                assertThat(log.lines()).noneMatch(line -> line.contains("was not closed"));
            }
        }

        @Test
        void continuesLostSequence() throws IOException {
            leaveUnclosed();

            try (Store store = Store.open(location)) {
                Optional<Long> id = store.transaction(sql -> message(sql, "notifier, ", "'n', "));
                assertThat(id).contains(LOST_NUMBER + 1);
            }
        }

        @Test
        void repeatsInterruptedCreationOfTables() throws IOException {
            try (Store store = Store.open(location)) {
                // H2 commits each statement, so a killed process leaves tables without the entry of their migration.
                store.transaction(
                        sql -> sql.of("delete from \"schema_history\"").update());
            }

            try (Store store = Store.open(location)) {
                Optional<Long> id = store.transaction(sql -> message(sql, "notifier, ", "'n', "));
                assertThat(id).isPresent();
            }
        }

        private static Optional<Long> message(Sql sql, String columns, String values) throws SQLException {
            return sql.of("insert into delivery (" + columns
                            + "ordering_key, kind, state, created_at, due_at, attempts,"
                            + " in_flight, possible_duplicate) values (" + values
                            + "'k', 'ALERT', 'waiting', 0, 0, 0, false, false)")
                    .insert();
        }

        /** Copies the files of an open state, which are those of a process that is killed. */
        private void leaveUnclosed() throws IOException {
            StateLocation.Folder original = new StateLocation.Folder(temp.resolve("original"));
            try (Store store = Store.open(original)) {
                for (int i = 0; i < ROWS; i++) {
                    String host = "host-" + i + "-" + "x".repeat(200);
                    store.transaction(sql -> sql.of("insert into host (label, seen_until) values (?, 1)")
                            .update(host));
                }
                // A number that the sequence has not passed yet, as after a kill between the two commits.
                store.transaction(sql -> message(sql, "id, notifier, ", LOST_NUMBER + ", 'n', "));
                try (Stream<Path> files = Files.walk(original.path())) {
                    for (Path file : (Iterable<Path>) files::iterator) {
                        Files.copy(file, location.path().resolve(original.path().relativize(file)));
                    }
                }
            }
        }
    }

    @Nested
    class FailedOpening {

        @ParameterizedTest
        @ValueSource(strings = {"flyway-core", "HikariCP", "h2"})
        void unlocksFolder(String library) throws Exception {
            assertThat(openWithout(library))
                    .hasMessageContaining("the state in " + location)
                    .hasMessageContaining("missing or incompatible library (in Jenkins, update the API plugins)");

            Store.open(location).close();
        }

        private Throwable openWithout(String library) throws Exception {
            List<URL> path = new ArrayList<>();
            for (String element : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator)) {
                if (!element.contains(File.separator + library + "-")) {
                    path.add(Path.of(element).toUri().toURL());
                }
            }
            try (URLClassLoader loader =
                    new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
                Class<?> locations = loader.loadClass(StateLocation.class.getName());
                Class<?> stores = loader.loadClass(Store.class.getName());
                Object folder = locations
                        .getMethod("parse", String.class)
                        .invoke(null, location.path().toString());
                return catchThrowableOfType(
                                InvocationTargetException.class,
                                () -> stores.getMethod("open", locations).invoke(null, folder))
                        .getCause();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "database"})
    void onlyOwnerHasAccessInPublicFolder(String name) throws IOException {
        location = new StateLocation.Folder(temp.resolve(name));
        Files.createDirectory(
                location.path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.createDirectory(
                location.path().resolve("database"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        Store.open(location).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(location.path())))
                .isEqualTo("rwxr-xr-x");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(location.path().resolve("database"))))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(location.path())) {
            assertThat(files).containsExactly(location.path().resolve("database"));
        }
    }
}
