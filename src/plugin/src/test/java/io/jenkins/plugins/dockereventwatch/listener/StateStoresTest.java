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
    void folderThatCannotBeUsedIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a-file"), "no folder");

        try (StateStores states = StateStores.in(new StateLocation.Folder(file))) {
            assertThat(states.own()).isEmpty();
            assertThat(states.trouble())
                    .hasValueSatisfying(
                            trouble -> assertThat(trouble).contains(file.toString(), "will not outlive Jenkins"));
        }
    }

    @Test
    void troubleOfADatabaseIsToldUntilItIsOver(@TempDir Path folder) {
        try (StateStores states = StateStores.in(new StateLocation.Folder(folder))) {
            assertThat(states.own()).isPresent();
            assertThat(states.trouble()).isEmpty();

            states.trouble("the database cannot be reached");
            assertThat(states.trouble()).contains("the database cannot be reached");

            states.trouble(null);
            assertThat(states.trouble()).isEmpty();
        }
    }
}
