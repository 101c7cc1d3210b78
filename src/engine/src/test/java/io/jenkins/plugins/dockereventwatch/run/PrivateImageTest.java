package io.jenkins.plugins.dockereventwatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.docker.PrivateRegistry;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitCheck;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import io.jenkins.plugins.dockereventwatch.run.limit.Workspace;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images that a registry gives to those only who log in; pulled for real. */
class PrivateImageTest extends RunsOnEngine {

    private static final String USER = "jenkins";
    private static final String PASSWORD = "s3cret: \u00e4 \"quoted\"";

    private PrivateRegistry registry;
    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        registry = new PrivateRegistry(folder, USER, PASSWORD);
    }

    @AfterEach
    void end() throws Exception {
        registry.close();
    }

    @Test
    void runsImageWithCorrectPassword() throws Exception {
        RunHandle run = create("missing", credentials(PASSWORD));
        assertThat(progress).containsExactly("pulling " + registry.image());
        runs.runs.start(run);
        Runs.Collected output = new Runs.Collected();

        assertThat(runs.follow(run, LogCursor.START, output).follow().exitCode())
                .isZero();
        assertThat(output.text(OutputChannel.OUT)).isEqualTo("from the registry\n");

        runs.runs.remove(run);
        runs.runs.remove(create("missing", Optional.empty()));
        assertThatThrownBy(() -> create("always", Optional.empty())).isInstanceOf(RunException.class);
        engine.client().removeImageCmd(registry.image()).exec();
    }

    @Test
    void rejectsWrongPasswordWithoutRepeatingIt() {
        assertThatThrownBy(() -> create("missing", Optional.empty()))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("Image '" + registry.image() + "' cannot be pulled: ");
        assertThatThrownBy(() -> create("always", credentials("hunter2")))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("Image '" + registry.image() + "' cannot be pulled: ")
                .hasMessageNotContaining("hunter2");
        assertThat(progress).hasSize(2).allMatch(line -> line.equals("pulling " + registry.image()));
    }

    private Optional<RegistryCredentials> credentials(String password) {
        return Optional.of(
                new RegistryCredentials(USER, password, registry.image().split("/")[0]));
    }

    private RunHandle create(String pull, Optional<RegistryCredentials> credentials) throws Exception {
        RunRequest request =
                new RunRequest(registry.image(), List.of(), Runs.options().with(RunOption.PULL, pull), false, false);
        RunSpec spec = LimitCheck.check(
                LimitPolicy.BUILT_IN,
                runs.runs.capacity(),
                new Workspace(folder, true, Set.of(), null, Set.of()),
                request);
        return runs.runs.create(spec, RunOwner.thisProcess(RunKey.random()), credentials, progress::add);
    }
}
