package io.jenkins.plugins.dockereventwatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.run.Runs.Collected;
import io.jenkins.plugins.dockereventwatch.run.Runs.Finished;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithDocker
class LimitedRunTest {

    private static final int SIGKILL = 137;
    private static final int SIGTERM = 143;

    @TempDir
    private Path folder;

    private Runs runs;
    private DockerEngine engine;

    @BeforeEach
    void connect(DockerEngine shared) throws Exception {
        engine = shared;
        runs = new Runs(shared, folder);
    }

    @AfterEach
    void removeAll() throws Exception {
        runs.close();
    }

    @Test
    void everyLimitHoldsInsideTheContainer() throws Exception {
        Finished run = runs.run(Runs.shell(
                Runs.options()
                        .with(RunOption.MEMORY, "48m")
                        .with(RunOption.CPUS, "0.5")
                        .with(RunOption.PIDS_LIMIT, "77")
                        .with(RunOption.SHM_SIZE, "2m")
                        .with(RunOption.ULIMIT, "nofile=111:222")
                        .with(RunOption.CAP_ADD, "CHOWN")
                        .with(RunOption.USER, "1234:4321")
                        .with(RunOption.READ_ONLY, "true")
                        .with(RunOption.TMPFS, "/scratch:1m"),
                """
                cg=/sys/fs/cgroup
                show() { echo "$1=$(busybox cat $2 2>/dev/null || busybox cat $3)"; }
                show memory $cg/memory/memory.limit_in_bytes $cg/memory.max
                show pids $cg/pids/pids.max $cg/pids.max
                if [ -f $cg/memory.max ]; then
                  echo "swap=$(busybox cat $cg/memory.swap.max)"
                  echo "cpu=$(busybox cat $cg/cpu.max)"
                else
                  echo "swap=$(( $(busybox cat $cg/memory/memory.memsw.limit_in_bytes) - $(busybox cat $cg/memory/memory.limit_in_bytes) ))"
                  echo "cpu=$(busybox cat $cg/cpu/cpu.cfs_quota_us) $(busybox cat $cg/cpu/cpu.cfs_period_us)"
                fi
                busybox grep -E 'NoNewPrivs|CapBnd|^Uid|^Gid' /proc/self/status
                echo "shm=$(busybox df -k /dev/shm | busybox tail -1 | busybox awk '{print $2}')"
                echo "files=$(ulimit -n) $(ulimit -Hn)"
                busybox touch /x 2>/dev/null && echo writable
                dd if=/dev/zero of=/scratch/x bs=1k count=2000 2>/dev/null || echo "scratch full"
                echo "first=$(busybox cat /proc/1/comm)"
                """));

        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().map(line -> line.replaceAll("\\s+", " ")))
                .containsExactly(
                        "memory=" + (48 << 20),
                        "pids=77",
                        "swap=0",
                        "cpu=50000 100000",
                        "Uid: 1234 1234 1234 1234",
                        "Gid: 4321 4321 4321 4321",
                        "CapBnd: 0000000000000001",
                        "NoNewPrivs: 1",
                        "shm=2048",
                        "files=111 222",
                        "scratch full",
                        run.out().contains("first=docker-init") ? "first=docker-init" : "first=tini");
    }

    @Test
    void outputAndExitCodeAreTheContainersOwn() throws Exception {
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
    void whatDoesNotEndInALineBreakComesAsItIs() throws Exception {
        assertThat(runs.run(Runs.shell(Runs.options(), "busybox printf 'a\\n\\nb\\0c\\rd'"))
                        .out())
                .isEqualTo("a\n\nb\0c\rd");
    }

    @Test
    void workspaceIsMounted() throws Exception {
        Files.writeString(folder.resolve("in.txt"), "from outside\n");
        Finished run = runs.run(Runs.shell(
                Runs.options().with(RunOption.VOLUME, "./:" + folder).with(RunOption.WORKDIR, folder.toString()),
                "busybox cat in.txt; echo inside > out.txt"));

        assertThat(run.out()).isEqualTo("from outside\n");
        assertThat(folder.resolve("out.txt")).hasContent("inside");
    }

    @Test
    void memoryThatIsUsedUpIsSaidToBeSo() throws Exception {
        Finished run = runs.run(Runs.shell(Runs.options(), "exec tail /dev/zero"));

        assertThat(run.result().ending()).isEqualTo(RunEnding.OUT_OF_MEMORY);
        assertThat(run.result().exitCode()).isEqualTo(SIGKILL);
        assertThat(run.result().explanation()).isEqualTo("killed: memory limit 32m reached");
    }

    @Test
    void childThatIsKilledForMemoryIsSaidThoughAllEndsWell() throws Exception {
        Finished run = runs.run(Runs.shell(Runs.options(), "tail /dev/zero; echo went on; exit 0"));

        assertThat(run.out()).isEqualTo("went on\n");
        assertThat(run.result().ending()).isEqualTo(RunEnding.CHILD_OUT_OF_MEMORY);
        assertThat(run.result().exitCode()).isZero();
        assertThat(run.result().isSuccess()).isTrue();
        assertThat(run.result().explanation())
                .isEqualTo("a process in the container was killed: memory limit 32m reached; exit code 0");
    }

    @Test
    void exitCode137AloneIsNotTakenForMemory() throws Exception {
        RunResult own = runs.run(Runs.shell(Runs.options(), "exit 137")).result();
        assertThat(own.ending()).isEqualTo(RunEnding.KILLED);
        assertThat(own.explanation()).contains("not for its memory limit");
    }

    @Test
    void timeLimitStopsTheRun() throws Exception {
        Finished run =
                runs.run(Runs.shell(Runs.options().with(RunOption.TIME_LIMIT, "1s"), "echo begun; exec sleep 600"));

        assertThat(run.out()).isEqualTo("begun\n");
        assertThat(run.result().ending()).isEqualTo(RunEnding.TIME_LIMIT);
        assertThat(run.result().explanation()).isEqualTo("stopped: time limit 1s reached");
        assertThat(run.result().exitCode()).isEqualTo(SIGTERM);
        assertThat(run.result().duration()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(20));
    }

    @Test
    void stopGivesTheContainerTimeToEnd() throws Exception {
        Collected output = new Collected();
        RunHandle run = runs.start(Runs.shell(
                Runs.options().with(RunOption.STOP_TIMEOUT, "30s"),
                "trap 'echo ending; sleep 1; echo ended; exit 5' TERM; echo ready; while :; do sleep 0.1; done"));
        LimitedRun following = runs.follow(run, LogCursor.START, output);
        CompletableFuture<RunResult> result = inBackground(following);
        await().until(() -> output.text(OutputChannel.OUT).equals("ready\n"));

        following.stop(RunEnding.STOPPED);

        assertThat(result.get(40, TimeUnit.SECONDS).exitCode()).isEqualTo(5);
        assertThat(result.join().ending()).isEqualTo(RunEnding.STOPPED);
        assertThat(output.text(OutputChannel.OUT)).isEqualTo("ready\nending\nended\n");
    }

    @Test
    void stopKillsWhatDoesNotEnd() throws Exception {
        Collected output = new Collected();
        RunHandle run = runs.start(Runs.shell(
                Runs.options().with(RunOption.STOP_TIMEOUT, "1s"),
                "trap 'echo never' TERM; echo ready; while :; do sleep 0.1; done"));
        LimitedRun following = runs.follow(run, LogCursor.START, output);
        CompletableFuture<RunResult> result = inBackground(following);
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
    void missingCommandIsSaid() throws Exception {
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
    void missingImageIsSaid() {
        assertThatThrownBy(() -> runs.create(new RunRequest(
                        "nowhere.invalid/none:1",
                        List.of(),
                        Runs.options().with(RunOption.PULL, "never"),
                        false,
                        false)))
                .isInstanceOf(RunException.class)
                .hasMessage("image not found: 'nowhere.invalid/none:1'; it is not there, and pull is 'never'");
        assertThatThrownBy(() ->
                        runs.create(new RunRequest("nowhere.invalid/none:1", List.of(), Runs.options(), false, false)))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("the image 'nowhere.invalid/none:1' cannot be pulled: ");
    }

    @Test
    void policyForImagesIsAskedBeforeAnythingIsDone() throws Exception {
        List<String> asked = new ArrayList<>();
        try (Runs guarded = new Runs(engine, folder, image -> {
            asked.add(image);
            return Optional.of(new Refusal("image", "not from there", Refusal.Authority.SITE));
        })) {
            assertThatThrownBy(() -> guarded.create(
                            new RunRequest("nowhere.invalid/none:1", List.of(), Runs.options(), false, false)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("image: not from there");
        }
        assertThat(asked).containsExactly("nowhere.invalid/none:1");
    }

    @Test
    void networkThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> runs.create(Runs.shell(Runs.options().with(RunOption.NETWORK, "nowhere"), "true")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("there is no network 'nowhere'");
    }

    @Test
    void theHostsNetworkIsRefusedUnderAnyName() {
        String id =
                engine.client().inspectNetworkCmd().withNetworkId("host").exec().getId();

        assertThatThrownBy(() -> runs.create(Runs.shell(Runs.options().with(RunOption.NETWORK, id), "true")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is the host's own network");
    }

    @Test
    void hundredMegabytesComeWholeAndNeedNoMemory() throws Exception {
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
    void anotherProcessGoesOnWhereOneLeftOffWithoutLosingOrDoublingALine() throws Exception {
        RunHandle run = runs.start(
                Runs.shell(
                        Runs.options(),
                        "i=0; while [ $i -lt 400 ]; do echo line $i; echo error $i >&2; i=$((i+1)); [ $((i % 20)) = 0 ] && sleep 0.1; done; exit 9"));
        Collected output = new Collected();
        RunResult result = null;
        for (int leftOff = 0; result == null; leftOff++) {
            int enough = 1000 * (leftOff + 1);
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
    void fiftyRunsAtOnceDoNotDisturbEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Future<Finished>> running = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int number = i;
                running.add(threads.submit(() -> runs.run(Runs.shell(
                        Runs.options().with(RunOption.MEMORY, "16m").with(RunOption.CPUS, "0.2"),
                        "echo begin " + number + "; sleep 1; echo end " + number + "; exit " + number))));
            }
            for (int i = 0; i < 50; i++) {
                Finished run = running.get(i).get(10, TimeUnit.MINUTES);
                assertThat(run.out()).isEqualTo("begin " + i + "\nend " + i + "\n");
                assertThat(run.result().exitCode()).isEqualTo(i);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void inputReachesTheContainerAndItsEndToo() throws Exception {
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
    void terminalIsOne() throws Exception {
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
    void signalsArePassedOn() throws Exception {
        Collected output = new Collected();
        RunHandle run = runs.start(Runs.shell(
                Runs.options(), "trap 'echo interrupted; exit 4' INT; echo ready; while :; do sleep 0.1; done"));
        CompletableFuture<RunResult> result = inBackground(runs.follow(run, LogCursor.START, output));
        await().until(() -> output.text(OutputChannel.OUT).equals("ready\n"));

        runs.runs.signal(run, "INT");

        assertThat(result.get(30, TimeUnit.SECONDS).exitCode()).isEqualTo(4);
        assertThat(output.text(OutputChannel.OUT)).isEqualTo("ready\ninterrupted\n");
        runs.runs.signal(run, "INT");
    }

    @Test
    void containerThatSomeoneRemovesIsSaidToBeGone() throws Exception {
        RunHandle run = runs.start(Runs.shell(Runs.options(), "exec sleep 600"));
        LimitedRun following = runs.follow(run, LogCursor.START, new Collected());
        CompletableFuture<RunResult> result = inBackground(following);

        engine.remove(run.container());

        assertThatThrownBy(() -> result.get(30, TimeUnit.SECONDS)).hasMessageContaining("was removed by someone else");
    }

    @Test
    void outputThatNobodyTakesEndsTheFollowing() throws Exception {
        RunHandle run = runs.start(Runs.shell(Runs.options(), "echo hello; exec sleep 600"));
        LimitedRun following = runs.follow(run, LogCursor.START, (channel, bytes, length, after) -> {
            throw new IOException("closed");
        });

        assertThatThrownBy(following::follow)
                .isInstanceOf(RunException.class)
                .hasMessage("the output can no longer be handed on: closed");
    }

    @Test
    void whatWasUsedIsTold() throws Exception {
        Finished run = runs.run(Runs.shell(
                Runs.options().with(RunOption.CPUS, "0.05"), "busybox timeout 8 sh -c 'while :; do :; done'"));

        assertThat(run.result().usage().peakMemory()).isPositive().isLessThan(32 << 20);
        assertThat(run.result().usage().cpu()).isPositive();
        assertThat(run.result().usage().throttled()).isGreaterThan(0.5);
        assertThat(run.result().advice())
                .anyMatch(sentence -> sentence.startsWith("it waited for CPU most of the time"));
        assertThat(run.result().summary()).contains(" of 32m; CPU time ", " with cpus 0.05, throttled ");
    }

    private static CompletableFuture<RunResult> inBackground(LimitedRun run) {
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(run.follow());
            } catch (RunException | InterruptedException e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
