package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import io.jenkins.plugins.dockereventwatch.run.ImageGate;
import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.RegistryCredentials;
import io.jenkins.plugins.dockereventwatch.run.RunException;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.RunOwner;
import io.jenkins.plugins.dockereventwatch.run.limit.ContainerCommand;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitCheck;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import io.jenkins.plugins.dockereventwatch.run.limit.RefusedException;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import io.jenkins.plugins.dockereventwatch.run.limit.Workspace;
import io.jenkins.plugins.dockereventwatch.step.container.AgentDocker;
import io.jenkins.plugins.dockereventwatch.step.container.ContainerEnvironment;
import io.jenkins.plugins.dockereventwatch.step.container.ControlFolder;
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
 * Checks a request against the agent's Docker host and creates the container, without starting it. The workspace is
 * mounted at the same path, and the container runs as the agent's user. The controller has already checked the name of the
 * image, and checks the image itself before the start.
 *
 * @param docker the Docker Engine
 * @param request the requested run
 * @param policy the limits that the administrator set
 * @param owner the owner of the run
 * @param credentials the registry credentials, or null for none
 * @param agent the environment and folders of the agent that the container gets
 */
record CreateRun(
        AgentDocker docker,
        RunRequest request,
        LimitPolicy policy,
        RunOwner owner,
        RegistryCredentials credentials,
        AgentContext agent)
        implements ControllerToAgentFileCallable<CreateRun.Created> {

    /**
     * The parts of the agent that a container gets besides the workspace.
     *
     * @param environment environment variables of the step
     * @param workspace the allocated workspace, mounted at the same path
     * @param control the folder by which Jenkins controls the steps of a block; null for none
     */
    record AgentContext(Map<String, String> environment, String workspace, ControlFolder control)
            implements Serializable {

        AgentContext {
            environment = new HashMap<>(environment);
        }

        /** Returns a description without the values of the environment, which may be secrets. */
        @Override
        public String toString() {
            return "AgentContext[" + environment.keySet() + ", " + workspace + "]";
        }
    }

    /**
     * The result of the creation.
     *
     * @param run the created run, or null if it was not created
     * @param image metadata of the image that the container uses, or null if the engine does not show it
     * @param error why the run was not created, for the user; otherwise empty
     * @param progress lines for the build log
     */
    record Created(RunHandle run, ImageFacts image, String error, List<String> progress) implements Serializable {

        Created {
            progress = List.copyOf(progress);
        }

        static Created failed(String error, List<String> progress) {
            return new Created(null, null, error, progress);
        }
    }

    /** Allows every image and keeps its metadata, by which the controller decides. */
    private static final class ReportedImage implements ImageGate {

        private ImageFacts facts;

        @Override
        public Optional<Refusal> beforePull(String image) {
            return Optional.empty();
        }

        @Override
        public Optional<Refusal> beforeStart(String image, Optional<ImageFacts> found) {
            facts = found.orElse(null);
            return Optional.empty();
        }
    }

    @Override
    public Created invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        List<String> progress = new ArrayList<>();
        Path folder = Files.createDirectories(workspace.toPath());
        try {
            LimitCheck.checkBeforehand(policy, request);
        } catch (RefusedException e) {
            return Created.failed(e.getMessage(), progress);
        }
        ReportedImage image = new ReportedImage();
        try (DockerConnection connection = docker.open()) {
            LimitedRuns runs = new LimitedRuns(connection, image);
            Workspace mounts = Workspace.of(Path.of(agent.workspace()), docker.host(), connection)
                    .withAdditionalFolders(controlFolders());
            RunSpec spec = LimitCheck.check(policy, runs.capacity(), mounts, inWorkspace(folder));
            RunHandle run = runs.create(spec, owner, Optional.ofNullable(credentials), progress::add);
            return new Created(withoutEnvironment(run), image.facts, "", progress);
        } catch (RefusedException | RunException e) {
            return Created.failed(e.getMessage(), progress);
        } catch (IOException e) {
            return Created.failed("the Docker Engine of the agent cannot be used: " + e.getMessage(), progress);
        }
    }

    /** Creates and returns the folders beside the workspace that are mounted too. */
    private Set<Path> controlFolders() throws IOException {
        if (agent.control() == null) {
            return Set.of();
        }
        agent.control().create();
        return Set.of(
                Path.of(agent.control().temporary()), Path.of(agent.control().written()));
    }

    /**
     * Returns the request with the mounts. The allocated workspace is mounted also for a step in a folder of it: code
     * in another container could replace the folder by a symbolic link, but not the workspace.
     */
    private RunRequest inWorkspace(Path folder) throws IOException {
        String workspace = agent.workspace();
        Path root = Path.of(workspace);
        Path inContainer = folder.startsWith(root)
                ? folder
                : root.resolve(root.toRealPath().relativize(folder.toRealPath()));
        RunOptions options = request.options()
                .withVolumes(volume -> absolute(volume, folder))
                .with(RunOption.VOLUME, workspace + ":" + workspace)
                .with(RunOption.WORKDIR, inContainer.toString());
        if (agent.control() != null) {
            String temporary = agent.control().temporary();
            String written = agent.control().written();
            options = options.with(RunOption.VOLUME, temporary + ":" + temporary + ":ro")
                    .with(RunOption.VOLUME, written + ":" + written);
        }
        if (!request.options().values().containsKey(RunOption.USER)) {
            options = options.with(RunOption.USER, ownUser());
        }
        for (String variable : ContainerEnvironment.of(agent.environment())) {
            options = options.with(RunOption.ENV, variable);
        }
        return new RunRequest(request.image(), request.arguments(), options, false, false);
    }

    /** Returns a mount whose folder is relative to that of the step with an absolute folder. */
    private static String absolute(String volume, Path folder) {
        String source = volume.split(":", 2)[0];
        return source.isEmpty() || source.startsWith("/") || LimitPolicy.isVolume(source)
                ? volume
                : folder + "/" + volume;
    }

    /** Returns the agent's user, so that files created by the container belong to it. */
    private static String ownUser() throws IOException {
        Path process = Path.of("/proc/self");
        return Files.getAttribute(process, "unix:uid") + ":" + Files.getAttribute(process, "unix:gid");
    }

    /** Removes the environment, which may contain secrets and is already stored in the container. */
    private static RunHandle withoutEnvironment(RunHandle run) {
        RunSpec spec = run.spec();
        ContainerCommand command = spec.command();
        return new RunHandle(
                run.run(),
                run.container(),
                new RunSpec(
                        spec.image(),
                        spec.creation(),
                        new ContainerCommand(
                                List.of(),
                                command.entrypoint(),
                                List.of(),
                                command.workingDirectory(),
                                command.input(),
                                command.terminal()),
                        spec.limits(),
                        spec.isolation(),
                        spec.stop()));
    }
}
