package io.jenkins.plugins.dockereventwatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import io.jenkins.plugins.dockereventwatch.run.Runs.Collected;
import io.jenkins.plugins.dockereventwatch.run.Runs.Finished;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What goes in and out of the container of a run. */
class RunOutputTest extends RunsOnEngine {

    @Test
    void returnsOutputAndExitCode() throws Exception {
        Finished run = runs.run(Runs.shell(
                Runs.options().with(RunOption.ENV, "GREETING=hello there").with(RunOption.WORKDIR, "/bin"),
                "echo \"$GREETING from $(busybox pwd)\"; echo trouble >&2; exit 3"));

        assertThat(run.out()).isEqualTo("hello there from /bin\n");
        assertThat(run.err()).isEqualTo("trouble\n");
        assertThat(run.result().exitCode()).isEqualTo(3);
        assertThat(run.result().ending()).isEqualTo(RunEnding.EXITED);
        assertThat(run.result().explanation()).isEqualTo("failed: exit code 3");
        assertThat(run.result().isSuccess()).isFalse();
    }

    @Test
    void keepsOutputWithoutLineBreak() throws Exception {
        assertThat(runs.run(Runs.shell(Runs.options(), "busybox printf 'a\\n\\nb\\0c\\rd'"))
                        .out())
                .isEqualTo("a\n\nb\0c\rd");
    }

    @Test
    void streamsHundredMegabytesInLittleMemory() throws Exception {
        long size = 100L << 20;
        AtomicLong bytes = new AtomicLong();
        AtomicLong wrong = new AtomicLong();
        RunHandle run = runs.start(Runs.shell(
                Runs.options().with(RunOption.MEMORY, "64m").with(RunOption.CPUS, "2"),
                "dd if=/dev/zero bs=1M count=100 2>/dev/null | busybox tr '\\0' 'x'"));
        long before = usedMemory();
        AtomicLong most = new AtomicLong();
        RunResult result = runs.follow(run, LogCursor.START, (channel, data, length, after) -> {
                    long begin = bytes.getAndAdd(length);
                    if (begin / (20 << 20) != bytes.get() / (20 << 20)) {
                        most.accumulateAndGet(usedMemory(), Math::max);
                    }
                    for (int i = 0; i < length; i++) {
                        if (data[i] != 'x') {
                            wrong.incrementAndGet();
                        }
                    }
                })
                .follow();

        assertThat(result.exitCode()).isZero();
        assertThat(bytes).hasValue(size);
        assertThat(wrong).hasValue(0);
        assertThat(most.get() - before).isLessThan(32L << 20);
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void otherProcessResumesWithoutLossOrRepetition() throws Exception {
        RunHandle run = runs.start(
                Runs.shell(
                        Runs.options(),
                        "i=0; while [ $i -lt 400 ]; do echo line $i; echo error $i >&2; i=$((i+1)); [ $((i % 20)) = 0 ] && sleep 0.1; done; exit 9"));
        Collected output = new Collected();
        RunResult result = null;
        for (int interruptions = 0; result == null; interruptions++) {
            int enough = 1000 * (interruptions + 1);
            try (Runs another = new Runs(engine, folder)) {
                LimitedRun following = another.follow(run, output.cursor, output);
                CompletableFuture<RunResult> followed = new CompletableFuture<>();
                Thread process = new Thread(() -> {
                    try {
                        followed.complete(following.follow());
                    } catch (RunException | InterruptedException e) {
                        followed.complete(null);
                    }
                });
                process.start();
                await().atMost(Duration.ofSeconds(60)).until(() -> followed.isDone() || output.cursor.total() > enough);
                process.interrupt();
                result = followed.get(30, TimeUnit.SECONDS);
            }
        }

        assertThat(result.exitCode()).isEqualTo(9);
        assertThat(output.text(OutputChannel.OUT).lines()).containsExactlyElementsOf(numbered("line ", 400));
        assertThat(output.text(OutputChannel.ERR).lines()).containsExactlyElementsOf(numbered("error ", 400));
    }

    private static List<String> numbered(String prefix, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(prefix + i);
        }
        return lines;
    }

    @Test
    void passesInputAndItsEnd() throws Exception {
        Collected output = new Collected();
        RunHandle run = runs.create(
                new RunRequest(DockerEngine.IMAGE, List.of("/bin/busybox", "sort"), Runs.options(), true, false));
        byte[] input = "pear\napple\n".getBytes(StandardCharsets.UTF_8);
        DockerStream attached = runs.runs.attach(run, new ByteArrayInputStream(input));
        runs.runs.start(run);

        RunResult result = runs.follow(run, LogCursor.START, output).follow(attached);

        assertThat(result.exitCode()).isZero();
        assertThat(output.text(OutputChannel.OUT)).isEqualTo("apple\npear\n");
    }

    @Test
    void providesTerminal() throws Exception {
        Collected output = new Collected();
        RunHandle run = runs.create(new RunRequest(
                DockerEngine.IMAGE,
                List.of(
                        "/bin/sh",
                        "-c",
                        "[ -t 0 ] && [ -t 1 ] && busybox printf 'name? '; read name; echo hello $name"),
                Runs.options(),
                true,
                true));
        DockerStream attached =
                runs.runs.attach(run, new ByteArrayInputStream("you\n".getBytes(StandardCharsets.UTF_8)));
        runs.runs.start(run);
        runs.runs.resize(run, 50, 100);

        RunResult result = runs.follow(run, LogCursor.START, output).follow(attached);

        assertThat(result.exitCode()).isZero();
        assertThat(output.text(OutputChannel.OUT)).contains("name? ").endsWith("hello you\r\n");
    }

    @Test
    void endsIfOutputCannotBeWritten() throws Exception {
        RunHandle run = runs.start(Runs.shell(Runs.options(), "echo hello; exec sleep 600"));
        LimitedRun following = runs.follow(run, LogCursor.START, (channel, bytes, length, after) -> {
            throw new IOException("closed");
        });

        assertThatThrownBy(following::follow)
                .isInstanceOf(RunException.class)
                .hasMessage("The output can no longer be written: closed");
    }
}
