package io.jenkins.plugins.dockereventwatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.Container;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.RestrictingProxy;
import io.jenkins.plugins.dockereventwatch.image.policy.Policies;
import io.jenkins.plugins.dockereventwatch.run.Runs.Collected;
import io.jenkins.plugins.dockereventwatch.run.Runs.Finished;
import io.jenkins.plugins.dockereventwatch.run.limit.RefusedException;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitedRunTest extends RunsOnEngine {

    private static final int MANY = Boolean.getBoolean("test.long") ? 50 : 15;

    @Test
    void appliesAllLimitsInContainer() throws Exception {
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
    void mountsWorkspace() throws Exception {
        Files.writeString(folder.resolve("in.txt"), "from outside\n");
        Finished run = runs.run(Runs.shell(
                Runs.options().with(RunOption.VOLUME, "./:" + folder).with(RunOption.WORKDIR, folder.toString()),
                "busybox cat in.txt; echo inside > out.txt"));

        assertThat(run.out()).isEqualTo("from outside\n");
        assertThat(folder.resolve("out.txt")).hasContent("inside");
    }

    /** As code in another container does that has the workspace. */
    @ParameterizedTest
    @ValueSource(strings = {"data", "deep/data", "deep"})
    void mountsWhatWasChecked(String replaced, @TempDir Path secrets) throws Exception {
        Files.writeString(secrets.resolve("file"), "of the host");
        Files.createSymbolicLink(secrets.resolve("data"), Path.of("."));
        Files.writeString(Files.createDirectories(folder.resolve("data")).resolve("file"), "of the workspace");
        Files.writeString(Files.createDirectories(folder.resolve("deep/data")).resolve("file"), "of the workspace");
        Files.writeString(folder.resolve("deep/top"), "of the workspace");
        RunHandle run = runs.create(Runs.shell(
                Runs.options()
                        .with(RunOption.VOLUME, "./data:/a")
                        .with(RunOption.VOLUME, "./deep/data:/b")
                        .with(RunOption.VOLUME, "./deep:/c:ro"),
                "busybox cat /a/file /b/file /c/top; echo changed > /b/file; ! echo changed > /c/new"));

        Files.move(folder.resolve(replaced), folder.resolve("moved"));
        Files.createSymbolicLink(folder.resolve(replaced), secrets);
        runs.runs.start(run);
        Runs.Collected output = new Runs.Collected();
        RunResult result = runs.follow(run, LogCursor.START, output).follow();

        assertThat(output.text(OutputChannel.OUT)).isEqualTo("of the workspace".repeat(3));
        assertThat(result.exitCode()).isZero();
        assertThat(secrets.resolve("file")).hasContent("of the host");
    }

    @Test
    void refusesMountReplacedAfterItsCheck() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        RunHandle first = runs.create(Runs.shell(Runs.options().with(RunOption.VOLUME, "./data:/a"), "true"));
        Files.delete(data);
        Files.createSymbolicLink(data, Path.of("/etc"));

        assertThatThrownBy(() -> runs.runs.create(
                        first.spec(), RunOwner.thisProcess(RunKey.random()), Optional.empty(), line -> {}))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("was removed or replaced after its check");
    }

    @Test
    void reportsMissingImage() {
        assertThatThrownBy(() -> runs.create(new RunRequest(
                        "nowhere.invalid/none:1",
                        List.of(),
                        Runs.options().with(RunOption.PULL, "never"),
                        false,
                        false)))
                .isInstanceOf(RunException.class)
                .hasMessage("Image not found: 'nowhere.invalid/none:1'; the pull policy is 'never'");
        assertThatThrownBy(() ->
                        runs.create(new RunRequest("nowhere.invalid/none:1", List.of(), Runs.options(), false, false)))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("Image 'nowhere.invalid/none:1' cannot be pulled: ");
    }

    @Test
    void checksImagePolicyFirst() throws Exception {
        try (Runs guarded = new Runs(engine, folder, ImageGate.of(Policies.official(), false))) {
            assertThatThrownBy(() -> guarded.create(
                            new RunRequest("nowhere.invalid/none:1", List.of(), Runs.options(), false, false)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("image: 'nowhere.invalid/none:1' is denied by the image policy: ");
            assertThat(guarded.progress).isEmpty();
        }
    }

    @Nested
    class ImageOfContainer {

        private static final String NAME = "ghcr.io/acme/tool:1";
        private static final String SOURCE = "org.opencontainers.image.source";

        private String image(Map<String, String> labels) {
            String from = engine.client()
                    .createContainerCmd(DockerEngine.IMAGE)
                    .withCmd("true")
                    .exec()
                    .getId();
            try {
                return engine.client()
                        .commitCmd(from)
                        .withRepository(NAME.split(":")[0])
                        .withTag("1")
                        .withLabels(labels)
                        .exec();
            } finally {
                engine.remove(from);
            }
        }

        private void create(String image, String policy, boolean undetermined, List<String> requests) throws Exception {
            try (RestrictingProxy proxy = new RestrictingProxy(engine.host(), requests);
                    Runs guarded = new Runs(proxy.host(), folder, ImageGate.of(Policies.of(policy), undetermined))) {
                guarded.create(new RunRequest(image, List.of("true"), Runs.options(), false, false));
            }
        }

        private void create(String image, String policy) throws Exception {
            create(image, policy, false, List.of("GET /*", "POST /*", "DELETE /*"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "require: {source: ['https://github.com/acme/**']}|its label " + SOURCE
                            + " is 'https://github.com/evil/tool'|expected one of: https://github.com/acme/**",
                    "require: {licenses: [MIT]}|it has no label org.opencontainers.image.licenses|expected one of: MIT",
                    "age: {min_days: 3}|less than 3 days ago|use an older image, or wait"
                })
        void isRefusedByItsMetadata(String constraint, String reason, String remedy) {
            image(Map.of(SOURCE, "https://github.com/evil/tool"));

            assertThatThrownBy(() -> create(NAME, "allow: ['ghcr.io/acme/*']\n" + constraint))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll(
                            "refused: image: '" + NAME + "' is denied by the image policy: ", reason, ":2:1]", remedy)
                    .hasMessageContaining("'image_policy' in config.yml");
            assertThat(containersOf(NAME)).isEmpty();
        }

        @Test
        void isAllowedByItsMetadata() {
            image(Map.of(SOURCE, "https://github.com/acme/tool"));

            assertThatCode(() -> create(
                            NAME, "allow: ['ghcr.io/acme/*']\nrequire: {source: ['https://github.com/acme/**']}"))
                    .doesNotThrowAnyException();
        }

        /** The name can mean another image after the container was created. */
        @Test
        void isFoundByItsIdOnly() {
            String id = image(Map.of(SOURCE, "https://github.com/evil/tool"));
            List<String> requests = List.of(
                    "GET /version",
                    "GET /info",
                    "GET /containers/*/json",
                    "GET /images/" + id + "/json",
                    "POST /containers/create",
                    "DELETE /containers/*");

            assertThatThrownBy(() -> create(
                            NAME,
                            "allow: ['ghcr.io/acme/*']\nrequire: {source: ['https://github.com/acme/**']}",
                            false,
                            requests))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("its label " + SOURCE);
        }

        @Test
        void isUndeterminedIfEngineHidesIt() throws Exception {
            image(Map.of());
            List<String> requests =
                    List.of("GET /version", "GET /info", "GET /containers/*", "POST /containers/create", "DELETE /*");

            assertThatThrownBy(() -> create(NAME, "allow: ['ghcr.io/acme/*']", false, requests))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("the Docker Engine does not show the image");
            create(NAME, "allow: ['ghcr.io/acme/*']", true, requests);
        }

        /** Nobody pulled it from Docker Hub. */
        @Test
        void isUndeterminedWithBorrowedOfficialName() throws Exception {
            engine.client().tagImageCmd(DockerEngine.IMAGE, "busybox", "1").exec();

            assertThatThrownBy(() -> create("busybox:1", "official: true"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll(
                            "'busybox:1' is undetermined by the image policy, and undetermined images are not allowed: ",
                            "was not pulled from docker.io/library/busybox",
                            "'limits' in config.yml");
            assertThat(containersOf("busybox:1")).isEmpty();
            create("busybox:1", "official: true", true, List.of("GET /*", "POST /*", "DELETE /*"));
        }

        private List<Container> containersOf(String image) {
            return engine.client().listContainersCmd().withShowAll(true).exec().stream()
                    .filter(container -> container.getImage().equals(image))
                    .toList();
        }
    }

    @Nested
    class RootInContainer {

        private List<String> warnings(RunOptions options) throws Exception {
            return warnings(DockerEngine.IMAGE, options);
        }

        private List<String> warnings(String image, RunOptions options) throws Exception {
            runs.create(new RunRequest(image, List.of("true"), options, false, false));
            return runs.progress;
        }

        @Test
        void isReportedWithWritableFolder() throws Exception {
            assertThat(warnings(Runs.options().with(RunOption.VOLUME, "./:/w").with(RunOption.VOLUME, "./:/x")))
                    .containsExactly("warning: the container runs as root and can write to '" + folder
                            + "': a setuid file that it leaves there gives root on the Docker host to every user who can"
                            + " execute it; set the option 'user' to another user, or mount the folder read-only");
        }

        /** What the warning is about: neither the lack of capabilities nor no-new-privileges prevents it. */
        @Test
        void leavesSetuidFile() throws Exception {
            runs.run(Runs.shell(
                    Runs.options().with(RunOption.VOLUME, "./:/w"), "cp /bin/busybox /w/x; busybox chmod 4755 /w/x"));

            assertThat((int) Files.getAttribute(folder.resolve("x"), "unix:mode") & 04777)
                    .isEqualTo(04755);
        }

        @Test
        void isHarmlessWithoutWritableFolder() throws Exception {
            assertThat(warnings(Runs.options())).isEmpty();
            assertThat(warnings(Runs.options().with(RunOption.VOLUME, "./:/w:ro")))
                    .isEmpty();
        }

        @Test
        void isAnotherUserByOptionOrImage() throws Exception {
            RunOptions writable = Runs.options().with(RunOption.VOLUME, "./:/w");
            String from = engine.client()
                    .createContainerCmd(DockerEngine.IMAGE)
                    .withCmd("true")
                    .exec()
                    .getId();
            engine.client()
                    .commitCmd(from)
                    .withRepository("with-user")
                    .withTag("1")
                    .withUser("1000")
                    .exec();
            engine.remove(from);

            assertThat(warnings(writable.with(RunOption.USER, "1000:0"))).isEmpty();
            assertThat(warnings("with-user:1", writable)).isEmpty();
            assertThat(warnings("with-user:1", writable.with(RunOption.USER, "0:1000")))
                    .hasSize(1);
        }
    }

    @Test
    void rejectsMissingNetwork() {
        assertThatThrownBy(() -> runs.create(Runs.shell(Runs.options().with(RunOption.NETWORK, "nowhere"), "true")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("No network 'nowhere' exists");
    }

    @Test
    void rejectsHostNetworkByAnyName() {
        String id =
                engine.client().inspectNetworkCmd().withNetworkId("host").exec().getId();

        assertThatThrownBy(() -> runs.create(Runs.shell(Runs.options().with(RunOption.NETWORK, id), "true")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is the network of the host");
    }

    @Test
    void runsManyContainersIndependently() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(MANY);
        try {
            List<Future<Finished>> running = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                int number = i;
                running.add(threads.submit(() -> runs.run(Runs.shell(
                        Runs.options().with(RunOption.MEMORY, "16m").with(RunOption.CPUS, "0.2"),
                        "echo begin " + number + "; sleep 1; echo end " + number + "; exit " + number))));
            }
            for (int i = 0; i < MANY; i++) {
                Finished run = running.get(i).get(10, TimeUnit.MINUTES);
                assertThat(run.out()).isEqualTo("begin " + i + "\nend " + i + "\n");
                assertThat(run.result().exitCode()).isEqualTo(i);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void passesSignals() throws Exception {
        Collected output = new Collected();
        RunHandle run = runs.start(Runs.shell(
                Runs.options(), "trap 'echo interrupted; exit 4' INT; echo ready; while :; do sleep 0.1; done"));
        CompletableFuture<RunResult> result = Runs.inBackground(runs.follow(run, LogCursor.START, output));
        await().until(() -> output.text(OutputChannel.OUT).equals("ready\n"));

        runs.runs.signal(run, "INT");

        assertThat(result.get(30, TimeUnit.SECONDS).exitCode()).isEqualTo(4);
        assertThat(output.text(OutputChannel.OUT)).isEqualTo("ready\ninterrupted\n");
        runs.runs.signal(run, "INT");
    }

    @Test
    void reportsUsage() throws Exception {
        Finished run = runs.run(Runs.shell(
                Runs.options().with(RunOption.CPUS, "0.05"), "busybox timeout 8 sh -c 'while :; do :; done'"));

        assertThat(run.result().usage().peakMemory()).isPositive().isLessThan(32 << 20);
        assertThat(run.result().usage().cpu()).isPositive();
        assertThat(run.result().usage().throttled()).isGreaterThan(0.5);
        assertThat(run.result().advice()).anyMatch(sentence -> sentence.startsWith("throttled most of the time"));
        assertThat(run.result().summary()).contains(" of 32m; CPU time ", " with cpus 0.05, throttled ");
    }
}
