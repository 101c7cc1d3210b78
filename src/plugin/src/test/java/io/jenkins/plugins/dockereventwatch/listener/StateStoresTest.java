package io.jenkins.plugins.dockereventwatch.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import java.nio.file.Files;
import java.nio.file.Path;
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
