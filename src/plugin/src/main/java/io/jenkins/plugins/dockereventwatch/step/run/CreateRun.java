package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.run.ImageGate;
import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.RegistryCredentials;
import io.jenkins.plugins.dockereventwatch.run.RunException;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.RunOwner;
import io.jenkins.plugins.dockereventwatch.run.limit.ContainerCommand;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitCheck;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.RefusedException;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import io.jenkins.plugins.dockereventwatch.run.limit.Workspace;
import io.jenkins.plugins.dockereventwatch.step.container.AgentDocker;
import io.jenkins.plugins.dockereventwatch.step.container.ContainerEnvironment;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Checks a request against the agent's Docker host and creates the container, with the workspace at the same path and
 * for the agent's own user. Nothing runs yet. The image's source was judged before, where the policy is.
 *
 * @param docker the engine
 * @param request what the step asks for
 * @param policy the site's rules
 * @param owner the build
 * @param credentials for the registry; null: none
 * @param surroundings what of the agent the container gets besides the workspace
 */
record CreateRun(
        AgentDocker docker,
        RunRequest request,
        LimitPolicy policy,
        RunOwner owner,
        RegistryCredentials credentials,
        Surroundings surroundings)
        implements ControllerToAgentFileCallable<CreateRun.Created> {

    private static final long serialVersionUID = 1L;

    /**
     * What of the agent the container gets.
     *
     * @param environment of the step
     * @param temporary a folder beside the workspace, at the same path; empty: none
     */
    record Surroundings(Map<String, String> environment, String temporary) implements Serializable {

        private static final long serialVersionUID = 1L;

        Surroundings {
            environment = new HashMap<>(environment);
        }
    }

    /**
     * What came of it.
     *
     * @param run what to follow; null: there is none
     * @param trouble why there is none, for the user; empty otherwise
     * @param progress lines for the log
     */
    record Created(RunHandle run, String trouble, List<String> progress) implements Serializable {

        private static final long serialVersionUID = 1L;

        Created {
            progress = List.copyOf(progress);
        }
    }

    @Override
    public Created invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        List<String> progress = new ArrayList<>();
        Path folder = Files.createDirectories(workspace.toPath());
        Set<Path> beside = surroundings.temporary().isEmpty()
                ? Set.of()
                : Set.of(Files.createDirectories(Path.of(surroundings.temporary())));
        try {
            LimitCheck.checkBeforehand(policy, request);
        } catch (RefusedException e) {
            return new Created(null, e.getMessage(), progress);
        }
        try (DockerConnection connection = docker.open()) {
            LimitedRuns runs = new LimitedRuns(connection, ImageGate.OPEN);
            Workspace mounts = Workspace.of(folder, docker.host(), connection).with(beside);
            RunSpec spec = new LimitCheck(policy, runs.capacity(), mounts).check(inWorkspace(folder, beside));
            RunHandle run = runs.create(spec, owner, Optional.ofNullable(credentials), progress::add);
            return new Created(withoutEnvironment(run), "", progress);
        } catch (RefusedException | RunException e) {
            return new Created(null, e.getMessage(), progress);
        } catch (IOException e) {
            return new Created(null, "the Docker Engine of the agent cannot be used: " + e.getMessage(), progress);
        }
    }

    private RunRequest inWorkspace(Path folder, Set<Path> beside) throws IOException {
        RunOptions options = request.options()
                .with(RunOption.VOLUME, folder + ":" + folder)
                .with(RunOption.WORKDIR, folder.toString());
        for (Path each : beside) {
            options = options.with(RunOption.VOLUME, each + ":" + each);
        }
        if (!request.options().values().containsKey(RunOption.USER)) {
            options = options.with(RunOption.USER, ownUser());
        }
        for (String variable : ContainerEnvironment.of(surroundings.environment())) {
            options = options.with(RunOption.ENV, variable);
        }
        return new RunRequest(request.image(), request.arguments(), options, false, false);
    }

    /** What the container writes into the workspace shall be the agent's. */
    private static String ownUser() throws IOException {
        Path process = Path.of("/proc/self");
        return Files.getAttribute(process, "unix:uid") + ":" + Files.getAttribute(process, "unix:gid");
    }

    /** It may hold secrets, and the container has it already. */
    private static RunHandle withoutEnvironment(RunHandle run) {
        RunSpec spec = run.spec();
        ContainerCommand command = spec.command();
        return new RunHandle(
                run.run(),
                run.container(),
                new RunSpec(
                        spec.image(),
                        spec.name(),
                        new ContainerCommand(
                                List.of(),
                                command.entrypoint(),
                                List.of(),
                                command.workingDirectory(),
                                command.input(),
                                command.terminal()),
                        spec.limits(),
                        spec.isolation(),
                        spec.pull(),
                        spec.stopTimeout()));
    }
}
