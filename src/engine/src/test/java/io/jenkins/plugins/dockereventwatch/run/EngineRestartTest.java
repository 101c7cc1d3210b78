package io.jenkins.plugins.dockereventwatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.run.Runs.Collected;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine is killed and started again while something runs. */
@WithDocker
class EngineRestartTest {

    @TempDir
    private Path folder;

    @Test
    void followsSurvivingContainers() throws Exception {
        try (DockerEngine own = DockerEngine.start("--live-restore");
                Runs runs = new Runs(own, folder)) {
            Collected output = new Collected();
            CompletableFuture<RunResult> result = follow(
                    runs,
                    output,
                    "i=0; while [ ! -f " + folder + "/end ]; do echo line $i; i=$((i+1)); sleep 0.2; done; exit 6");
            await().until(() -> output.text(OutputChannel.OUT).contains("line 3\n"));

            own.kill();
            own.startAgain();

            long seen = output.cursor.total();
            await().atMost(Duration.ofSeconds(60)).until(() -> output.cursor.total() > seen + 50);
            Files.createFile(folder.resolve("end"));
            assertThat(result.get(60, TimeUnit.SECONDS).exitCode()).isEqualTo(6);
            List<String> lines = output.text(OutputChannel.OUT).lines().toList();
            assertThat(lines).doesNotHaveDuplicates();
            assertThat(lines.subList(0, 4)).containsExactly("line 0", "line 1", "line 2", "line 3");
        }
    }

    @Test
    void reportsContainersEndedByEngine(@WithDocker.Private DockerEngine own) throws Exception {
        try (Runs runs = new Runs(own, folder)) {
            Collected output = new Collected();
            CompletableFuture<RunResult> result = follow(runs, output, "echo begun; exec sleep 600");
            await().until(() -> output.text(OutputChannel.OUT).equals("begun\n"));

            own.kill();
            own.startAgain();

            RunResult ended = result.get(90, TimeUnit.SECONDS);
            assertThat(ended.isSuccess()).isFalse();
            assertThat(ended.explanation()).endsWith("; the Docker Engine was unreachable during the run");
            assertThat(output.text(OutputChannel.OUT)).isEqualTo("begun\n");
        }
    }

    private CompletableFuture<RunResult> follow(Runs runs, Collected output, String script) throws Exception {
        RunHandle run = runs.start(Runs.shell(Runs.options().with(RunOption.VOLUME, "./:" + folder), script));
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(runs.follow(run, LogCursor.START, output).follow());
            } catch (RunException | InterruptedException e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
