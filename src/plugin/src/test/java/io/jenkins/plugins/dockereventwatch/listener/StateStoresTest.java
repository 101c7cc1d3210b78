package io.jenkins.plugins.dockereventwatch.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of states that cannot be used. */
class StateStoresTest {

    @Test
    void usesMemoryIfTheFolderIsUnusable(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a-file"), "no folder");

        try (StateStores states = StateStores.open(new StateLocation.Folder(file))) {
            assertThat(states.own().isDurable()).isFalse();
            assertThat(states.problem())
                    .hasValueSatisfying(
                            trouble -> assertThat(trouble).contains(file.toString(), "are lost when Jenkins stops"));
        }
    }

    /** With the versions of a Jenkins: its Flyway warns about each database that is newer. */
    @Test
    void logsNothingOfLibraries(@TempDir Path folder) {
        Logger all = Logger.getLogger("");
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(entry.getLoggerName() + ": " + entry.getMessage());
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        all.addHandler(handler);
        try {
            StateStores.open(new StateLocation.Folder(folder)).close();
        } finally {
            all.removeHandler(handler);
        }

        assertThat(lines).noneMatch(line -> line.startsWith("org.flywaydb") || line.startsWith("com.zaxxer"));
    }

    @Test
    void reportsDatabaseProblemUntilResolved(@TempDir Path folder) {
        try (StateStores states = StateStores.open(new StateLocation.Folder(folder))) {
            assertThat(states.own().isDurable()).isTrue();
            assertThat(states.problem()).isEmpty();

            states.report("the database cannot be reached");
            assertThat(states.problem()).contains("the database cannot be reached");

            states.report(null);
            assertThat(states.problem()).isEmpty();
        }
    }
}
