package io.jenkins.plugins.dockereventwatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreTest {

    @TempDir
    private Path temp;

    @Nested
    class Transactions {

        @Test
        void keepsCommittedData() throws IOException {
            try (Store store = open()) {
                insert(store, "docker-01");
            }

            try (Store store = open()) {
                assertThat(hosts(store)).containsExactly("docker-01");
            }
        }

        @Test
        void rollsBackFailedWork() throws IOException {
            try (Store store = open()) {
                assertThatThrownBy(() -> store.transaction(sql -> {
                            sql.of("insert into host (label, seen_until) values ('half', 1)")
                                    .update();
                            throw new SQLException("broken off intentionally");
                        }))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("broken off");

                assertThat(hosts(store)).isEmpty();
            }
        }

        @Test
        void memoryIsNotShared() throws IOException {
            try (Store one = Store.open(new StateLocation.Memory());
                    Store other = Store.open(new StateLocation.Memory())) {
                insert(one, "docker-01");

                assertThat(hosts(one)).containsExactly("docker-01");
                assertThat(hosts(other)).isEmpty();
            }
        }
    }

    @Nested
    class StateFolder {

        @Test
        void onlyOwnerHasAccess() throws IOException {
            open().close();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                    .isEqualTo("rwx------");
        }

        @Test
        void rejectsFolderInUse() throws IOException {
            try (Store first = open()) {
                insert(first, "docker-01");
                assertThatThrownBy(StoreTest.this::open)
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining(folder() + " is in use by another process")
                        .hasMessageContaining("PostgreSQL");

                assertThat(hosts(first)).containsExactly("docker-01");
            }
            open().close();
        }

        @Test
        void reportsDamagedFile() throws IOException {
            open().close();
            Path file = folder().resolve("database/state.mv.db");
            Files.write(file, new byte[(int) Files.size(file)]);

            assertThatThrownBy(StoreTest.this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is damaged")
                    .hasMessageContaining("move " + file + " away to start with an empty state");

            Files.move(file, folder().resolve("damaged"));
            open().close();
        }

        @Test
        void rejectsNewerVersion() throws IOException {
            try (Store store = open()) {
                store.transaction(sql -> sql.of(
                                "insert into \"schema_history\" (\"installed_rank\", \"version\", \"description\","
                                        + " \"type\", \"script\", \"installed_by\", \"execution_time\", \"success\")"
                                        + " values (99, '299901010000', 'later', 'SQL', 'V299901010000__later.sql', 'x', 1, true)")
                        .update());
            }

            assertThatThrownBy(StoreTest.this::open)
                    .hasMessageContaining("it was written by a newer version of this program");
        }

        @Test
        void rejectsFileInsteadOfFolder() throws IOException {
            Files.writeString(folder(), "");

            assertThatThrownBy(StoreTest.this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot use the state's folder " + folder());
        }

        /** In a Jenkins plugin, the class loader is neither the thread's nor known to DriverManager. */
        @Test
        void worksInPluginClassLoader() throws Exception {
            List<URL> path = new ArrayList<>();
            for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
                path.add(Path.of(element).toUri().toURL());
            }
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            try (URLClassLoader loader =
                    new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
                Class<?> locations = loader.loadClass(StateLocation.class.getName());
                Class<?> stores = loader.loadClass(Store.class.getName());
                Object location = locations.getMethod("parse", String.class).invoke(null, folder().toString());

                Object store = stores.getMethod("open", locations).invoke(null, location);

                assertThat(store.getClass().getClassLoader()).isSameAs(loader);
                assertThat(thread.getContextClassLoader()).isSameAs(ClassLoader.getPlatformClassLoader());
                stores.getMethod("close").invoke(store);
            } finally {
                thread.setContextClassLoader(before);
            }
            try (Store store = open()) {
                assertThat(hosts(store)).isEmpty();
            }
        }
    }

    @Nested
    class Locations {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "jdbc:mysql://h/d|Unsupported database",
                    "postgres://u:hush@h/d|Unsupported database",
                    "jdbc:postgresql://h|Missing database in 'jdbc:postgresql://h'",
                    "jdbc:postgresql://u:hush@h/d|Invalid database URL 'jdbc:postgresql://h/d': specify the login as ?user=",
                    "jdbc:postgresql://u:hush@h:port space/d?password=hush|Invalid database URL",
                    "/tmp/a;b|Invalid folder '/tmp/a;b'"
                })
        void rejectsInvalidLocations(String text, String words) {
            assertThatThrownBy(() -> StateLocation.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(words)
                    .hasMessageContaining(StateLocation.ALLOWED)
                    .message()
                    .doesNotContain("hush");
        }

        @Test
        void reportsUnreachableDatabaseWithoutPassword() {
            assertThatThrownBy(() -> Store.open(
                            StateLocation.parse("jdbc:postgresql://127.0.0.1:1/watch?user=u&password=hush-hush")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/watch: the database cannot be reached")
                    .message()
                    .doesNotContain("hush");
        }
    }

    @Nested
    class DatabaseErrors {

        @ParameterizedTest
        @CsvSource({"28P01", "08004"})
        void reportsRejectedLogin(String state) {
            StateLocation shared = StateLocation.parse("jdbc:postgresql://db.example.org/watch?user=watch");

            StoreException explained = StoreError.explain(shared, new SQLException("no password was provided", state));

            assertThat(explained).hasMessageContaining("check user and password");
            assertThat(explained.isTemporary()).isFalse();
        }

        @Test
        void recognizesTemporaryErrors() {
            StateLocation shared = StateLocation.parse("jdbc:postgresql://db.example.org/watch?user=watch");
            SQLException lost = new SQLException("Connection is closed");

            assertThat(StoreError.explain(shared, new IllegalStateException("migrating", lost))
                            .isTemporary())
                    .isTrue();
            assertThat(StoreError.explain(shared, new SQLException("no such table", "42P01"))
                            .isTemporary())
                    .isFalse();
        }
    }

    private Path folder() {
        return temp.resolve("state");
    }

    private Store open() throws StoreException {
        return Store.open(new StateLocation.Folder(folder()));
    }

    private static void insert(Store store, String host) throws StoreException {
        store.transaction(sql ->
                sql.of("insert into host (label, seen_until) values (?, 1)").update(host));
    }

    private static List<String> hosts(Store store) throws StoreException {
        return store.transaction(
                sql -> sql.of("select label from host order by label").query(row -> row.getString(1)));
    }
}
