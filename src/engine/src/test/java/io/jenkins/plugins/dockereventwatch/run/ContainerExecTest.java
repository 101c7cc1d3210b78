package io.jenkins.plugins.dockereventwatch.run;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.CHILD_OUT_OF_MEMORY;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.NOT_RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.run.Runs.Collected;
import io.jenkins.plugins.dockereventwatch.run.limit.ContainerCommand;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Further commands in the container of a run. */
class ContainerExecTest extends RunsOnEngine {

    /** With cgroup v2 the kernel's report may come after the end. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void appliesSettingsOfContainer() throws Exception {
        RunHandle run = idle();

        int code = exec(run, List.of("GREETING=hello"), "/bin", "", """
                cg=/sys/fs/cgroup
                busybox cat $cg/memory/memory.limit_in_bytes 2>/dev/null || busybox cat $cg/memory.max
                busybox grep -E 'NoNewPrivs|CapEff|CapBnd' /proc/self/status
                busybox id -u
                echo "$GREETING from $(busybox pwd)"
                echo trouble >&2
                exit 3
                """);

        assertThat(code).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll("\\s+", " ")))
                .containsExactly(
                        String.valueOf(32 << 20),
                        "CapEff: 0000000000000000",
                        "CapBnd: 0000000000000000",
                        "NoNewPrivs: 1",
                        "1234",
                        "hello from /bin");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("trouble\n");
    }

    @Test
    void passesInputAndItsEnd() throws Exception {
        int code = exec(idle(), List.of(), null, "pear\napple\n", "busybox sort");

        assertThat(code).isZero();
        assertThat(out).hasToString("apple\npear\n");
    }

    @Test
    void returnsDespiteRunningChild() throws Exception {
        RunHandle run = idle();

        assertThat(exec(run, List.of(), null, "", "(sleep 600) >&- 2>&- &")).isZero();

        assertThat(exec(run, List.of(), null, "", "busybox ps")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("sleep 600");
    }

    @Test
    void reportsUnknownCommandAndEndedContainer() throws Exception {
        RunHandle run = idle();
        int code = runs.runs.exec(
                run.container(),
                new ContainerCommand(List.of("nonesuch"), null, List.of(), null, false, false),
                new ByteArrayInputStream(new byte[0]),
                out,
                out);
        assertThat(code).isIn(126, 127);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("nonesuch");

        runs.runs.stop(run, Duration.ofSeconds(1));
        assertThatThrownBy(() -> exec(run, List.of(), null, "", "true"))
                .isInstanceOf(RunException.class)
                .hasMessage(NOT_RUNNING);
        runs.runs.remove(run);
        assertThatThrownBy(() -> exec(run, List.of(), null, "", "true"))
                .isInstanceOf(RunException.class)
                .hasMessage(NOT_RUNNING);
    }

    @Test
    void runReportsMemoryLimitOfCommand() throws Exception {
        RunHandle run = idle();
        LimitedRun following = runs.follow(run, LogCursor.START, new Collected());
        CompletableFuture<RunResult> result = CompletableFuture.supplyAsync(() -> {
            try {
                return following.follow();
            } catch (RunException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(exec(run, List.of(), null, "", "tail /dev/zero")).isEqualTo(137);

        following.stop(RunEnding.FINISHED);

        RunResult ended = result.get(30, TimeUnit.SECONDS);
        assertThat(ended.ending()).isEqualTo(RunEnding.CHILD_OUT_OF_MEMORY);
        assertThat(ended.explanation()).isEqualTo(CHILD_OUT_OF_MEMORY);
        assertThat(ended.isSuccess()).isFalse();
    }

    @Test
    void finishedRunIsSuccess() throws Exception {
        RunHandle run = idle();
        LimitedRun following = runs.follow(run, LogCursor.START, new Collected());

        following.stop(RunEnding.FINISHED);

        RunResult ended = following.follow();
        assertThat(ended.ending()).isEqualTo(RunEnding.FINISHED);
        assertThat(ended.isSuccess()).isTrue();
    }

    /** The flag of the container's state and the event: at this engine, either tells of a child. */
    @Test
    void eventReportsMemoryLimitOfChild() throws Exception {
        RunHandle killed = runs.start(Runs.shell(Runs.options(), "tail /dev/zero; busybox true"));
        RunHandle fine = runs.start(Runs.shell(Runs.options(), "busybox true"));
        assertThat(runs.runs.awaitEnd(killed, Duration.ofSeconds(30))).isTrue();
        assertThat(runs.runs.awaitEnd(fine, Duration.ofSeconds(30))).isTrue();

        assertThat(runs.runs.hasOutOfMemoryEvent(killed, runs.runs.state(killed), LATE))
                .isTrue();
        assertThat(runs.runs.hasOutOfMemoryEvent(fine, runs.runs.state(fine), Duration.ZERO))
                .isFalse();
        RunState before = new RunState("exited", 0, false, Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
        assertThat(runs.runs.hasOutOfMemoryEvent(killed, before, Duration.ZERO)).isFalse();
        try (DockerConnection connection = DockerConnection.open(engine.host(), Duration.ofSeconds(30))) {
            JsonNode state = connection.container(killed.container()).path("State");
            assertThat(state.path("OOMKilled").asBoolean()).isTrue();
            assertThat(state.path("ExitCode").asInt()).isZero();
        }
    }

    private RunHandle idle() throws Exception {
        return runs.start(Runs.shell(Runs.options().with(RunOption.USER, "1234:1234"), "exec sleep 600"));
    }

    private int exec(RunHandle run, List<String> environment, String workingDirectory, String input, String script)
            throws Exception {
        ContainerCommand command = new ContainerCommand(
                List.of("/bin/sh", "-c", script), null, environment, workingDirectory, !input.isEmpty(), false);
        return runs.runs.exec(
                run.container(), command, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err);
    }
}
