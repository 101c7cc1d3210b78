package io.jenkins.plugins.dockereventwatch.step.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.exception.NotFoundException;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.process.BoundedOutput;
import io.jenkins.plugins.dockereventwatch.run.NotRunningException;
import io.jenkins.plugins.dockereventwatch.run.RunClaim;
import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.RunKey;
import io.jenkins.plugins.dockereventwatch.run.RunOwner;
import io.jenkins.plugins.dockereventwatch.run.RunResult;
import io.jenkins.plugins.dockereventwatch.run.limit.ContainerCommand;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.step.container.AgentContainer;
import io.jenkins.plugins.dockereventwatch.step.container.AgentDocker;
import io.jenkins.plugins.dockereventwatch.step.container.ControlFolder;
import io.jenkins.plugins.dockereventwatch.step.container.KillInContainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent does for a run, against a real Docker Engine. */
@WithDocker
class AgentRunTest {

    @TempDir
    private Path workspace;

    @TempDir
    private Path beside;

    private DockerEngine docker;
    private AgentDocker agent;

    @BeforeEach
    void use(DockerEngine engine) {
        docker = engine;
        agent = new AgentDocker(Map.of("DOCKER_HOST", docker.host().uri().toString(), "SECRET", "hunter2"));
    }

    @Test
    void usesOnlyDockerVariables() {
        assertThat(agent.variables()).containsOnlyKeys("DOCKER_HOST");
    }

    @Test
    void runsInTheWorkspaceAndResumes() throws Exception {
        Files.writeString(workspace.resolve("in.txt"), "from the workspace\n");
        CreateRun.Created created = create(
                Map.of("GREETING", "hello $HOME", "PATH", "/nowhere", "HOME", System.getenv("HOME")),
                "sh",
                "-c",
                "read -r line < in.txt; echo \"$line\"; echo \"$GREETING, home ${HOME:-none}\"; echo end > out.txt;"
                        + " exit 4");
        assertThat(created.error()).isEmpty();
        assertThat(created.run().toString()).doesNotContain("hello");
        assertThat(created.run().spec().command().environment()).isEmpty();

        StringBuilder output = new StringBuilder();
        RunResult first = follow(created.run(), LogCursor.START, output);
        assertThat(first.exitCode()).isEqualTo(4);
        assertThat(output.toString()).startsWith("from the workspace\nhello $HOME, home ");
        assertThat(output.toString()).doesNotContain("home " + System.getenv("HOME") + "\n");
        assertThat(workspace.resolve("out.txt")).hasContent("end");
        assertThat(Files.getOwner(workspace.resolve("out.txt"))).isEqualTo(Files.getOwner(workspace));

        StringBuilder rest = new StringBuilder();
        RunResult again = follow(created.run(), new LogCursor(19, 0), rest);
        assertThat(again.exitCode()).isEqualTo(4);
        assertThat(rest.toString()).isEqualTo(output.substring(19));

        assertThat(new RemoveRun(agent, created.run(), null).invoke(workspace.toFile(), null))
                .isTrue();
        assertThatThrownBy(() -> docker.client()
                        .inspectContainerCmd(created.run().container())
                        .exec())
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void reportsImageForTheController() throws Exception {
        CreateRun.Created created = create(Map.of(), "true");
        assertThat(created.image().labels()).isEmpty();
        String image = docker.client()
                .commitCmd(created.run().container())
                .withRepository("labelled")
                .withTag("1")
                .withLabels(Map.of("org.opencontainers.image.source", "https://github.com/acme/tool"))
                .exec();

        CreateRun.Created labelled = create(RunOptions.NONE, "labelled:1");

        assertThat(labelled.image().labels())
                .containsEntry("org.opencontainers.image.source", "https://github.com/acme/tool");
        assertThat(labelled.image().created())
                .isEqualTo(OffsetDateTime.parse(
                                docker.client().inspectImageCmd(image).exec().getCreated())
                        .toInstant());
        docker.remove(created.run().container());
        docker.remove(labelled.run().container());
    }

    @Test
    void warnsOfRootInWorkspace() throws Exception {
        CreateRun.Created root = create(RunOptions.NONE.with(RunOption.USER, "0:1000"), DockerEngine.IMAGE);
        CreateRun.Created user = create(RunOptions.NONE.with(RunOption.USER, "1000:1000"), DockerEngine.IMAGE);

        assertThat(root.progress())
                .singleElement()
                .asString()
                .contains("runs as root and can write to '" + workspace + "'");
        assertThat(user.progress()).isEmpty();
        docker.remove(root.run().container());
        docker.remove(user.run().container());
    }

    @Test
    void returnsErrorsInsteadOfThrowing() throws Exception {
        CreateRun.Created refused = new CreateRun(
                        agent,
                        new RunRequest(DockerEngine.IMAGE, List.of(), RunOptions.NONE, false, false),
                        LimitPolicy.BUILT_IN,
                        owner("1"),
                        null,
                        new CreateRun.AgentContext(Map.of(), workspace.toString(), null))
                .invoke(workspace.toFile(), null);
        assertThat(refused.run()).isNull();
        assertThat(refused.error()).contains("memory: missing", "cpus: missing");

        AgentDocker nobody = new AgentDocker(Map.of("DOCKER_HOST", "unix:///nonesuch.sock"));
        CreateRun.Created trouble = new CreateRun(
                        nobody,
                        request(),
                        LimitPolicy.BUILT_IN,
                        owner("1"),
                        null,
                        new CreateRun.AgentContext(Map.of(), workspace.toString(), null))
                .invoke(workspace.toFile(), null);
        assertThat(trouble.run()).isNull();
        assertThat(trouble.error()).startsWith("the Docker Engine of the agent cannot be used:");
    }

    @Test
    void removesOnlyOrphanedContainers() throws Exception {
        RunOwner seventh = owner("7");
        RunOwner eighth = owner("8");
        RunHandle gone = create(seventh, Map.of(), "true").run();
        RunHandle kept = create(eighth, Map.of(), "true").run();

        Set<RunClaim> claims = new BuildRunOwner.RemoveOrphans(agent, Set.of()).invoke(workspace.toFile(), null);
        assertThat(claims).contains(seventh.claim(), eighth.claim());
        Set<RunClaim> left =
                new BuildRunOwner.RemoveOrphans(agent, Set.of(seventh.claim())).invoke(workspace.toFile(), null);

        assertThat(left).contains(eighth.claim()).doesNotContain(seventh.claim());
        docker.client().inspectContainerCmd(kept.container()).exec();
        assertThatThrownBy(() ->
                        docker.client().inspectContainerCmd(gone.container()).exec())
                .isInstanceOf(NotFoundException.class);
        docker.remove(kept.container());
    }

    @Test
    void runsAndKillsScriptsOfABlock() throws Exception {
        ControlFolder control = new ControlFolder(beside + "/workspace@tmp", "limited", workspace.toString());
        Path folder = Files.createDirectories(Path.of(control.path(), "steps", workspace + "@tmp/durable-1"));
        Files.writeString(
                folder.resolve("script.sh"), "echo \"$GREETING\"; echo made > made.txt; sleep 600; echo never");
        RunHandle run = block(control);
        RunFollower follower = new FollowRun(agent, run, LogCursor.START, control).follow();
        String written = control.written() + "/durable-1-jenkins-";

        assertThat(exec(
                        run,
                        List.of("GREETING=hello", "COOKIE=a\nb c"),
                        "sh",
                        "-c",
                        "(COOKIE=\"$COOKIE\" sh -e '" + folder + "/script.sh' > '" + written
                                + "log.txt' 2>&1; echo $? > '" + written + "result.txt') >&- 2>&- &"))
                .isEmpty();
        await().untilAsserted(() -> assertThat(workspace.resolve("made.txt")).hasContent("made"));
        await().untilAsserted(
                        () -> assertThat(folder.resolve("jenkins-log.txt")).hasContent("hello"));
        for (String path : List.of(folder + "/script.sh", folder + "/new", control.path() + "/new")) {
            assertThat(exec(run, List.of(), "sh", "-c", "echo changed > '" + path + "'"))
                    .contains("Read-only file system");
        }

        new KillInContainer(new AgentContainer(agent, run.container()), Map.of("COOKIE", "another")).call();
        assertThat(exec(run, List.of(), "busybox", "ps")).contains("sleep 600");
        new KillInContainer(new AgentContainer(agent, run.container()), Map.of("COOKIE", "a\nb c")).call();
        await().untilAsserted(() -> assertThat(exec(run, List.of(), "busybox", "ps"))
                .doesNotContain("sleep 600")
                .contains("sleep 86400"));

        follower.stop(RunEnding.FINISHED);
        assertThat(toEnd(follower, new StringBuilder()).ending()).isEqualTo(RunEnding.FINISHED);
        new RemoveRun(agent, run, control).invoke(workspace.toFile(), null);
        assertThat(Path.of(control.path())).doesNotExist();
        assertThatThrownBy(() -> exec(run, List.of(), "true"))
                .isInstanceOf(NotRunningException.class)
                .hasMessage("The container is not running");
        assertThat(new KillInContainer(new AgentContainer(agent, run.container()), Map.of("COOKIE", "a")).call())
                .isTrue();
    }

    @Test
    void idleContainerSurvivesKilledProcesses() throws Exception {
        RunHandle run = block(null);
        RunFollower follower = following(run, LogCursor.START);

        assertThat(exec(run, List.of(), "sh", "-c", "busybox killall -9 sleep; busybox ps"))
                .contains("while sleep 86400");
        assertThat(exec(run, List.of(), "sh", "-c", "tail /dev/zero; echo $?")).contains("137");

        follower.stop(RunEnding.FINISHED);
        assertThat(toEnd(follower, new StringBuilder()).explanation())
                .isEqualTo(PluginExpectedTexts.processKilled("64m"));
        new RemoveRun(agent, run, null).invoke(workspace.toFile(), null);
    }

    private RunHandle block(ControlFolder control) throws Exception {
        LimitedContainerStep step = new LimitedContainerStep(DockerEngine.IMAGE);
        step.setMemory("64m");
        step.setCpus(1);
        step.setNetwork("none");
        return new CreateRun(
                        agent,
                        step.request(),
                        LimitPolicy.BUILT_IN,
                        owner("1"),
                        null,
                        new CreateRun.AgentContext(Map.of(), workspace.toString(), control))
                .invoke(workspace.toFile(), null)
                .run();
    }

    private String exec(RunHandle run, List<String> environment, String... command) throws Exception {
        BoundedOutput output = new BoundedOutput(64 << 10);
        new AgentContainer(agent, run.container())
                .exec(
                        new ContainerCommand(List.of(command), null, environment, workspace.toString(), false, false),
                        InputStream.nullInputStream(),
                        output,
                        output);
        return output.text();
    }

    private RunResult follow(RunHandle run, LogCursor from, StringBuilder output) throws Exception {
        return toEnd(following(run, from), output);
    }

    private RunFollower following(RunHandle run, LogCursor from) throws Exception {
        return new FollowRun(agent, run, from, null).follow();
    }

    private static RunResult toEnd(RunFollower follower, StringBuilder output) throws Exception {
        while (true) {
            RunProgress news = follower.next();
            news.pieces().forEach(piece -> output.append(new String(piece.bytes(), StandardCharsets.UTF_8)));
            if (news.result() != null) {
                return news.result();
            }
        }
    }

    private CreateRun.Created create(Map<String, String> environment, String... command) throws Exception {
        return create(owner("1"), environment, command);
    }

    private CreateRun.Created create(RunOwner owner, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        return create(owner, environment, request(command));
    }

    private CreateRun.Created create(RunOptions options, String image) throws IOException, InterruptedException {
        return create(owner("1"), Map.of(), request(options, image, "true"));
    }

    private CreateRun.Created create(RunOwner owner, Map<String, String> environment, RunRequest request)
            throws IOException, InterruptedException {
        return new CreateRun(
                        agent,
                        request,
                        LimitPolicy.BUILT_IN,
                        owner,
                        null,
                        new CreateRun.AgentContext(environment, workspace.toString(), null))
                .invoke(workspace.toFile(), null);
    }

    private static RunRequest request(String... command) {
        return request(RunOptions.NONE, DockerEngine.IMAGE, command);
    }

    private static RunRequest request(RunOptions further, String image, String... command) {
        RunOptions options = further.with(RunOption.MEMORY, "64m")
                .with(RunOption.CPUS, "0.5")
                .with(RunOption.NETWORK, "none");
        return new RunRequest(image, List.of(command), options, false, false);
    }

    private static RunOwner owner(String number) {
        return RunOwner.build("test", "job", Integer.parseInt(number), Map.of(), RunKey.random());
    }
}
