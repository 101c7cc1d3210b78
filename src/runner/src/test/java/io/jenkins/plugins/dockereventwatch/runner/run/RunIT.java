package io.jenkins.plugins.dockereventwatch.runner.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.runner.ExpectedTexts;
import io.jenkins.plugins.dockereventwatch.runner.Program;
import io.jenkins.plugins.dockereventwatch.runner.Program.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program running containers on a real engine. */
@WithDocker
class RunIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private DockerEngine engine;

    @BeforeEach
    void use(DockerEngine shared) {
        engine = shared;
    }

    @Nested
    class Output {

        @Test
        void passesExitCodeAndOutput() throws Exception {
            Result run = run("", DockerEngine.IMAGE, "sh", "-c", "echo out; echo err >&2; exit 42");

            assertThat(run.exitCode()).isEqualTo(42);
            assertThat(run.out()).isEqualTo("out\n");
            assertThat(run.err())
                    .startsWith("err\n")
                    .containsPattern("docker-event-watch: ran .* of 32m; CPU time .* with cpus 1, throttled");
            assertThat(leftBehind()).isEmpty();
        }

        @Test
        void passesArgumentsAfterImage() throws Exception {
            Result run = run("", "-q", DockerEngine.IMAGE, "busybox", "echo", "--memory", "-t", "--privileged");

            assertThat(run.out()).isEqualTo("--memory -t --privileged\n");
            assertThat(run.err()).isEmpty();
        }

        @Test
        void passesStandardInput() throws Exception {
            Result run = run("pear\napple\n", "-i", "-q", DockerEngine.IMAGE, "busybox", "sort");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).isEqualTo("apple\npear\n");
        }

        @Test
        void connectsTerminal() throws Exception {
            Path typescript = folder.resolve("typescript");
            String command = String.join(
                    " ",
                    Program.ROOT.resolve("docker-event-watch").toString(),
                    "run -it -q -m 32m --cpus 1 --network none",
                    DockerEngine.IMAGE,
                    "sh -c '[ -t 0 ] && [ -t 1 ] && until busybox stty size 2>&1 | busybox grep \"31 77\"; do sleep 0.1; done"
                            + " && read line && echo got $line && exit 7'");
            ProcessBuilder builder = new ProcessBuilder(
                    "script", "-q", "-e", "-f", "-c", "stty rows 31 cols 77; " + command, typescript.toString());
            builder.environment().putAll(environment());
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            await().atMost(LONG)
                    .until(() -> Files.exists(typescript)
                            && Files.readString(typescript).contains("31 77"));

            process.getOutputStream().write("typed\r".getBytes());
            process.getOutputStream().flush();

            assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(typescript)).contains("got typed");
            assertThat(process.exitValue()).isEqualTo(7);
        }

        @Test
        void rejectsMissingTerminal() throws Exception {
            Result run = run("", "-it", DockerEngine.IMAGE, "true");

            assertThat(run.exitCode()).isEqualTo(125);
            assertThat(run.err()).contains("Standard input is not a terminal: omit -t");
        }
    }

    @Nested
    class Refusals {

        @Test
        void reportsAllRefusalsWithCode125() throws Exception {
            Result run = Program.launch(
                    environment(), "", "run", "--memory", "4m", "--cpus", "0", "--network", "host", DockerEngine.IMAGE);

            assertThat(run.exitCode()).isEqualTo(125);
            assertThat(run.err().lines()).hasSize(3).allMatch(line -> line.startsWith(ExpectedTexts.REFUSED));
            assertThat(run.out()).isEmpty();
        }

        @Test
        void refusesOptionsThatLiftLimits() throws Exception {
            Result run = run(
                    "",
                    "--privileged",
                    "--pid=host",
                    "--device",
                    "/dev/sda",
                    "--oom-kill-disable",
                    "--cgroup-parent",
                    "/",
                    "--security-opt",
                    "seccomp=unconfined",
                    "--mount",
                    "type=bind,source=/,target=/host",
                    "-d",
                    DockerEngine.IMAGE);

            assertThat(run.exitCode()).isEqualTo(125);
            assertThat(run.err().lines())
                    .hasSize(8)
                    .allMatch(
                            line -> line.contains(": never permitted: ") && line.endsWith("(this cannot be changed)"));
        }

        @Test
        void invalidCommandLineIsCode125() throws Exception {
            assertThat(Program.run("run").exitCode()).isEqualTo(125);
            assertThat(Program.run("run", "--nonsense", "x").exitCode()).isEqualTo(125);
            assertThat(Program.run("run", "--host", "nowhere", "-m", "32m", "--cpus", "1", "x")
                            .exitCode())
                    .isEqualTo(125);
            Result none = Program.launch(
                    Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock"), "", "run", "-m", "32m", "--cpus", "1", "x");
            assertThat(none.exitCode()).isEqualTo(125);
            assertThat(none.err()).contains(ExpectedTexts.NO_SUCH_SOCKET).doesNotContain("\tat ");
        }

        @Test
        void reportsInvalidLimitWithoutEngine() throws Exception {
            Result none = Program.launch(
                    Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock"), "", "run", "-m", "4m", "--cpus", "1", "x");

            assertThat(none.exitCode()).isEqualTo(125);
            assertThat(none.err())
                    .isEqualTo(ExpectedTexts.REFUSED + "memory: Invalid memory limit '4m': expected at least 6m, the"
                            + " minimum of Docker Engine since 20.10 (4m worked before)\n");
        }

        @Test
        void appliesLimitsOfConfiguration() throws Exception {
            Path config = folder.resolve("config.yml");
            Files.writeString(config, "limits:\n  default: {cpus: 0.5, network: none}\n  maximum: {memory: 16m}\n");
            String[] arguments = {"run", "--config", config.toString(), "-q", "-m", "16m", DockerEngine.IMAGE, "true"};

            assertThat(Program.launch(environment(), "", arguments).exitCode()).isZero();
            arguments[5] = "17m";
            Result refused = Program.launch(environment(), "", arguments);
            assertThat(refused.exitCode()).isEqualTo(125);
            assertThat(refused.err()).contains("memory: 17m is more than the site's maximum of 16m");

            Files.writeString(config, "limits: {maximum: {memory: 0}}\n");
            assertThat(Program.launch(environment(), "", arguments).err())
                    .contains("config.yml:1:28: Invalid memory size '0'");
        }

        @Test
        void doesNotPullDeniedImages() throws Exception {
            Path config = folder.resolve("config.yml");
            Files.writeString(config, "image_policy: {official: false, allow: [ghcr.io/acme/**]}\n");

            Result refused = run("", "--config", config.toString(), "ghcr.io/other/tool:1", "true");

            assertThat(refused.exitCode()).isEqualTo(125);
            assertThat(refused.err())
                    .contains("refused: image: 'ghcr.io/other/tool:1' is denied by the image policy: ")
                    .doesNotContain("pulling");
        }

        @Test
        void appliesPolicyToImageOfContainer() throws Exception {
            Path config = folder.resolve("config.yml");
            String[] arguments = {"--config", config.toString(), DockerEngine.IMAGE, "busybox", "echo", "started"};

            Files.writeString(config, "image_policy: {allow: [docker-event-watch-test], require: {licenses: [MIT]}}\n");
            Result denied = run("", arguments);
            Files.writeString(config, "image_policy: {official_names: [docker-event-watch-test]}\n");
            Result undetermined = run("", arguments);
            Files.writeString(config, Files.readString(config) + "limits: {allow: {undetermined_images: true}}\n");
            Result allowed = run("", arguments);

            assertThat(denied.exitCode()).isEqualTo(125);
            assertThat(denied.err()).contains("is denied by the image policy: it has no label");
            assertThat(undetermined.exitCode()).isEqualTo(125);
            assertThat(undetermined.err()).contains("is undetermined by the image policy");
            assertThat(leftBehind()).isEmpty();
            assertThat(allowed.out()).isEqualTo("started\n");
        }
    }

    @Test
    void warnsOfRootWithWritableFolder() throws Exception {
        Result root = run("", "-q", "--user", "0", "--volume", "./:/d", DockerEngine.IMAGE, "true");

        assertThat(root.exitCode()).isZero();
        assertThat(root.err().lines())
                .singleElement()
                .asString()
                .startsWith("docker-event-watch: warning: the container runs as root and can write to '");
    }

    @Nested
    class Lifecycle {

        @Test
        void forwardsSignalsAndRemovesContainer() throws Exception {
            Path log = folder.resolve("log");
            Process process =
                    start(log, "sh", "-c", "trap 'echo got it; exit 9' TERM; echo ready; while :; do sleep 0.1; done");
            await().atMost(LONG).until(() -> Files.readString(log).contains("ready"));

            process.destroy();

            assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(9);
            assertThat(Files.readString(log)).contains("got it");
            assertThat(leftBehind()).isEmpty();
        }

        @Test
        void removesContainerOfKilledProgram() throws Exception {
            Path log = folder.resolve("log");
            Process process = start(log, "sh", "-c", "echo ready; exec sleep 600");
            await().atMost(LONG).until(() -> Files.readString(log).contains("ready"));
            process.destroyForcibly().waitFor();
            assertThat(leftBehind()).hasSize(1);

            Result next = run("", "-q", DockerEngine.IMAGE, "sleep", "1");

            assertThat(next.exitCode()).isZero();
            await().atMost(LONG).untilAsserted(() -> assertThat(leftBehind()).isEmpty());
        }

        @Test
        void neverPrintsRegistryPasswords() throws Exception {
            String auth = Base64.getEncoder().encodeToString("user:hush-hush".getBytes());
            Files.writeString(
                    folder.resolve("config.json"), "{\"auths\":{\"127.0.0.1:1\":{\"auth\":\"" + auth + "\"}}}");

            Map<String, String> environment = new HashMap<>(environment());
            environment.put("DOCKER_CONFIG", folder.toString());
            Result run = Program.launch(environment, "", "run", "-m", "32m", "--cpus", "1", "127.0.0.1:1/none:1");

            assertThat(run.exitCode()).isEqualTo(125);
            assertThat(run.err()).contains("cannot be pulled").doesNotContain("hush", auth);
        }
    }

    private Map<String, String> environment() {
        return Map.of("DOCKER_HOST", engine.host().uri().toString());
    }

    private Result run(String input, String... arguments) throws Exception {
        return Program.launch(environment(), input, limited(arguments).toArray(String[]::new));
    }

    private Process start(Path log, String... command) throws Exception {
        List<String> arguments = new ArrayList<>(limited(DockerEngine.IMAGE));
        arguments.addAll(List.of(command));
        Files.createFile(log);
        return Program.start(environment(), arguments, log);
    }

    private static List<String> limited(String... arguments) {
        List<String> all = new ArrayList<>(List.of("run", "-m", "32m", "--cpus", "1", "--network", "none"));
        all.addAll(List.of(arguments));
        return all;
    }

    private List<String> leftBehind() {
        return engine
                .client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of("io.jenkins.docker-event-watch.run"))
                .exec()
                .stream()
                .map(container -> container.getId())
                .toList();
    }
}
