package io.jenkins.plugins.dockereventwatch.run;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.CHILD_OUT_OF_MEMORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.run.Runs.Collected;
import io.jenkins.plugins.dockereventwatch.run.Runs.Finished;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunEndingTest extends RunsOnEngine {

    private static final int SIGKILL = 137;
    private static final int SIGTERM = 143;

    @Test
    void reportsMemoryLimit() throws Exception {
        Finished run = runs.run(Runs.shell(Runs.options(), "exec tail /dev/zero"));

        assertThat(run.result().ending()).isEqualTo(RunEnding.OUT_OF_MEMORY);
        assertThat(run.result().exitCode()).isEqualTo(SIGKILL);
        assertThat(run.result().explanation()).isEqualTo("killed: memory limit 32m reached");
    }

    @Test
    void reportsMemoryLimitOfChild() throws Exception {
        Finished run = runs.run(Runs.shell(Runs.options(), "tail /dev/zero; echo went on; exit 0"));

        assertThat(run.out()).isEqualTo("went on\n");
        assertThat(run.result().ending()).isEqualTo(RunEnding.CHILD_OUT_OF_MEMORY);
        assertThat(run.result().exitCode()).isZero();
        assertThat(run.result().isSuccess()).isTrue();
        assertThat(run.result().explanation()).isEqualTo(CHILD_OUT_OF_MEMORY + "; exit code 0");
    }

    @Test
    void exitCode137IsNotMemoryLimit() throws Exception {
        RunResult own = runs.run(Runs.shell(Runs.options(), "exit 137")).result();
        assertThat(own.ending()).isEqualTo(RunEnding.KILLED);
        assertThat(own.explanation()).contains("reports no memory limit");
    }

    @Test
    void timeLimitStopsTheRun() throws Exception {
        Finished run =
                runs.run(Runs.shell(Runs.options().with(RunOption.TIME_LIMIT, "1s"), "echo begun; exec sleep 600"));

        assertThat(run.out()).isEqualTo("begun\n");
        assertThat(run.result().ending()).isEqualTo(RunEnding.TIME_LIMIT);
        assertThat(run.result().explanation()).isEqualTo("stopped: time limit 1s reached");
        assertThat(run.result().exitCode()).isEqualTo(SIGTERM);
        assertThat(run.result().state().duration()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(20));
    }

    @Test
    void stopWaitsForContainer() throws Exception {
        Collected output = new Collected();
        RunHandle run = runs.start(Runs.shell(
                Runs.options().with(RunOption.STOP_TIMEOUT, "30s"),
                "trap 'echo ending; sleep 1; echo ended; exit 5' TERM; echo ready; while :; do sleep 0.1; done"));
        LimitedRun following = runs.follow(run, LogCursor.START, output);
        CompletableFuture<RunResult> result = Runs.inBackground(following);
        await().until(() -> output.text(OutputChannel.OUT).equals("ready\n"));

        following.stop(RunEnding.STOPPED);

        assertThat(result.get(40, TimeUnit.SECONDS).exitCode()).isEqualTo(5);
        assertThat(result.join().ending()).isEqualTo(RunEnding.STOPPED);
        assertThat(output.text(OutputChannel.OUT)).isEqualTo("ready\nending\nended\n");
    }

    @Test
    void stopKillsContainerAfterTimeout() throws Exception {
        Collected output = new Collected();
        RunHandle run = runs.start(Runs.shell(
                Runs.options().with(RunOption.STOP_TIMEOUT, "1s"),
                "trap 'echo never' TERM; echo ready; while :; do sleep 0.1; done"));
        LimitedRun following = runs.follow(run, LogCursor.START, output);
        CompletableFuture<RunResult> result = Runs.inBackground(following);
        await().until(() -> output.text(OutputChannel.OUT).equals("ready\n"));

        following.stop(RunEnding.STOPPED);

        assertThat(result.get(30, TimeUnit.SECONDS).exitCode()).isEqualTo(SIGKILL);
        assertThat(result.join().ending()).isEqualTo(RunEnding.STOPPED);
        assertThat(output.text(OutputChannel.OUT)).contains("never");
    }

    @Test
    void outputLimitStopsTheRun() throws Exception {
        Finished run =
                runs.run(Runs.shell(Runs.options().with(RunOption.OUTPUT_LIMIT, "100k"), "while :; do echo yes; done"));

        assertThat(run.result().ending()).isEqualTo(RunEnding.OUTPUT_LIMIT);
        assertThat(run.result().explanation()).isEqualTo("stopped: output limit 100k reached");
        assertThat(run.out()).hasSize(100 << 10);
    }

    @Test
    void reportsMissingCommand() throws Exception {
        Finished none = runs.run(new RunRequest(DockerEngine.IMAGE, List.of("/nowhere"), Runs.options(), false, false));
        assertThat(none.result().ending()).isEqualTo(RunEnding.NO_SUCH_COMMAND);
        assertThat(none.result().exitCode()).isEqualTo(127);
        assertThat(none.result().explanation()).startsWith("no such command in the image '");

        Finished folderOnly =
                runs.run(new RunRequest(DockerEngine.IMAGE, List.of("/bin"), Runs.options(), false, false));
        assertThat(folderOnly.result().ending()).isEqualTo(RunEnding.NOT_EXECUTABLE);
        assertThat(folderOnly.result().exitCode()).isEqualTo(126);
    }

    @Test
    void reportsRemovedContainer() throws Exception {
        RunHandle run = runs.start(Runs.shell(Runs.options(), "exec sleep 600"));
        LimitedRun following = runs.follow(run, LogCursor.START, new Collected());
        CompletableFuture<RunResult> result = Runs.inBackground(following);

        engine.remove(run.container());

        assertThatThrownBy(() -> result.get(30, TimeUnit.SECONDS)).hasMessageContaining("was removed by someone else");
    }
}
