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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreTest {

    @TempDir
    private Path temp;

    @Test
    void whatWasCommittedIsThereWhenItIsOpenedAgain() throws IOException {
        try (Store store = open()) {
            insert(store, "docker-01");
        }

        try (Store store = open()) {
            assertThat(hosts(store)).containsExactly("docker-01");
        }
    }

    @Test
    void failedWorkLeavesNothingBehind() throws IOException {
        try (Store store = open()) {
            assertThatThrownBy(() -> store.transaction(connection -> {
                        connection
                                .createStatement()
                                .executeUpdate("insert into host (label, seen_until) values ('half', 1)");
                        throw new SQLException("broken off, as the test wants it");
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("broken off");

            assertThat(hosts(store)).isEmpty();
        }
    }

    @Test
    void folderIsForItsOwnerAlone() throws IOException {
        open().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void folderInUseIsRefusedAndSaysHowToShare() throws IOException {
        try (Store first = open()) {
            insert(first, "docker-01");
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(folder() + " is in use by another process")
                    .hasMessageContaining("PostgreSQL");

            assertThat(hosts(first)).containsExactly("docker-01");
        }
        open().close();
    }

    @Test
    void damagedFileIsNamedWithAWayOut() throws IOException {
        open().close();
        Path file = folder().resolve("state.mv.db");
        Files.write(file, new byte[(int) Files.size(file)]);

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged")
                .hasMessageContaining("move " + file + " away to begin anew");

        Files.move(file, folder().resolve("damaged"));
        open().close();
    }

    @Test
    void whatANewerVersionWroteIsLeftAlone() throws IOException {
        try (Store store = open()) {
            store.transaction(
                    connection -> connection
                            .createStatement()
                            .executeUpdate(
                                    "insert into \"schema_history\" (\"installed_rank\", \"version\", \"description\","
                                            + " \"type\", \"script\", \"installed_by\", \"execution_time\", \"success\")"
                                            + " values (99, '299901010000', 'later', 'SQL', 'V299901010000__later.sql', 'x', 1, true)"));
        }

        assertThatThrownBy(this::open).hasMessageContaining("a newer version of this program wrote it");
    }

    @Test
    void fileInTheFoldersPlaceIsNamed() throws IOException {
        Files.writeString(folder(), "");

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the state's folder " + folder() + " cannot be used");
    }

    @Test
    void memoryIsKeptAsLongAsItIsOpenAndIsNobodyElses() throws IOException {
        try (Store one = Store.open(new StateLocation.Memory());
                Store other = Store.open(new StateLocation.Memory())) {
            insert(one, "docker-01");

            assertThat(hosts(one)).containsExactly("docker-01");
            assertThat(hosts(other)).isEmpty();
        }
    }

    @Test
    void databaseOutOfReachIsNamedWithoutItsPassword() {
        assertThatThrownBy(() -> Store.open(
                        StateLocation.parse("jdbc:postgresql://127.0.0.1:1/watch?user=u&password=hush-hush")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/watch: the database cannot be reached")
                .message()
                .doesNotContain("hush");
    }

    /** As in a Jenkins plugin: classes of a loader that is not the thread's, and that DriverManager does not ask. */
    @Test
    void worksInAClassLoaderThatNobodyElseKnows() throws Exception {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "jdbc:mysql://h/d|this kind of database is not supported",
                "postgres://u:hush@h/d|this kind of database is not supported",
                "jdbc:postgresql://h|'jdbc:postgresql://h' names no database",
                "jdbc:postgresql://u:hush@h:port space/d?password=hush|cannot be read as an address",
                "/tmp/a;b|cannot be the folder of the state"
            })
    void otherPlacesAreRefusedInPlainWords(String text, String words) {
        assertThatThrownBy(() -> StateLocation.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words)
                .hasMessageContaining(StateLocation.ALLOWED)
                .message()
                .doesNotContain("hush");
    }

    private Path folder() {
        return temp.resolve("state");
    }

    private Store open() throws StoreException {
        return Store.open(new StateLocation.Folder(folder()));
    }

    private static void insert(Store store, String host) throws StoreException {
        store.transaction(connection -> connection
                .createStatement()
                .executeUpdate("insert into host (label, seen_until) values ('" + host + "', 1)"));
    }

    private static List<String> hosts(Store store) throws StoreException {
        return store.transaction(connection -> {
            List<String> hosts = new ArrayList<>();
            ResultSet rows = connection.createStatement().executeQuery("select label from host order by label");
            while (rows.next()) {
                hosts.add(rows.getString(1));
            }
            return hosts;
        });
    }

    @ParameterizedTest
    @CsvSource({"28P01", "08004"})
    void refusedLoginIsToldAsSuch(String state) {
        StateLocation shared = StateLocation.parse("jdbc:postgresql://db.example.org/watch?user=watch");

        StoreException explained = StoreError.explain(shared, new SQLException("no password was provided", state));

        assertThat(explained).hasMessageContaining("check user and password");
        assertThat(explained.isPassing()).isFalse();
    }

    @Test
    void databaseThatGoesAwayWhileItIsOpenedMayComeBack() {
        StateLocation shared = StateLocation.parse("jdbc:postgresql://db.example.org/watch?user=watch");
        SQLException lost = new SQLException("Connection is closed");

        assertThat(StoreError.explain(shared, new IllegalStateException("migrating", lost))
                        .isPassing())
                .isTrue();
        assertThat(StoreError.explain(shared, new SQLException("no such table", "42P01"))
                        .isPassing())
                .isFalse();
    }
}
