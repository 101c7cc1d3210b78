package io.jenkins.plugins.dockereventwatch.step.container;

import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import hudson.remoting.Channel;
import hudson.remoting.Future;
import hudson.remoting.RemoteInputStream;
import hudson.remoting.RemoteOutputStream;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.dockereventwatch.process.BoundedOutput;
import io.jenkins.plugins.dockereventwatch.run.limit.ContainerCommand;
import io.jenkins.plugins.dockereventwatch.step.InWorkspace;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Starts commands in a container through the Docker Engine API. The agent needs no {@code docker} program, and the
 * image only needs the programs that the commands use.
 */
final class ContainerLauncher extends Launcher {

    /** The maximum size, in bytes, of the retained output of a command. */
    static final int MAX_OUTPUT = 64 << 10;

    /** The variable that marks a command and its child processes, so that they can be killed. */
    private static final String MARK = "DOCKER_EVENT_WATCH_COMMAND";

    private static final Duration KILL_TIMEOUT = Duration.ofMinutes(1);

    /** How long a command of a shell step may run before it counts as started: the step's wrapper exits immediately. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

    private final Launcher outside;
    private final AgentContainer container;
    private final String defaultFolder;
    private final ControlFolder control;

    ContainerLauncher(Launcher outside, AgentContainer container, String folder, ControlFolder control) {
        super(outside);
        this.outside = outside;
        this.container = container;
        this.defaultFolder = folder;
        this.control = control;
    }

    @Override
    public boolean isUnix() {
        return outside.isUnix();
    }

    @Override
    public Proc launch(ProcStarter starter) throws IOException {
        if (!starter.quiet()) {
            maskedPrintCommandLine(starter.cmds(), starter.masks(), starter.pwd());
        }
        boolean isRead = starter.stdout() == null;
        List<String> variables = new ArrayList<>(starter.envs() == null ? List.of() : List.of(starter.envs()));
        String mark = UUID.randomUUID().toString();
        // the folder for temporary files of the agent is mounted read-only
        variables.add("WORKSPACE_TMP=" + control.written().replace("$", "$$"));
        if (!isRead) {
            variables.add(MARK + "=" + mark);
        }
        BoundedOutput output = new BoundedOutput(MAX_OUTPUT);
        OutputStream out = isRead ? output : starter.stdout();
        OutputStream err = starter.stderr() == null ? out : starter.stderr();
        String folder = starter.pwd() == null
                ? defaultFolder
                : control.folderOf(starter.pwd().getRemote());
        List<String> command = withoutNohup(starter.cmds());
        if (isRead) {
            createInWorkspace(folder);
            command = control.redirected(command)
                    .orElseThrow(() -> new IOException("withLimitedContainer does not support this step: its output is"
                            + " not controlled by the folder " + control.path() + "; use sh"));
        }
        InputStream in = starter.stdin();
        Future<Integer> exitCode = agent().callAsync(new ExecInContainer(
                container,
                new ContainerCommand(command, null, variables, folder, in != null, false),
                in == null ? null : new RemoteInputStream(in, RemoteInputStream.Flag.NOT_GREEDY),
                new RemoteOutputStream(out),
                new RemoteOutputStream(err)));
        if (isRead) {
            checkStart(exitCode, output);
        }
        return new ContainerProc(exitCode, isRead ? output : null, this, Map.of(MARK, mark));
    }

    /** Creates the folder of a shell step in the workspace, as a shell step does without a container. */
    private void createInWorkspace(String folder) throws IOException {
        if (!folder.startsWith(control.workspace() + "/")) {
            return;
        }
        try {
            new FilePath(agent(), folder).act(new InWorkspace<>(control.workspace(), "", new Created()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while starting a command in the container", e);
        }
    }

    /** Does nothing in the created folder. */
    private record Created() implements ControllerToAgentFileCallable<Boolean> {

        @Override
        public Boolean invoke(File folder, VirtualChannel channel) {
            return true;
        }
    }

    private VirtualChannel agent() throws IOException {
        VirtualChannel channel = getChannel();
        if (channel == null) {
            throw new IOException("The agent is disconnected, so the container cannot be reached");
        }
        return channel;
    }

    /** Removes {@code nohup}: it has no effect without a terminal, and some images do not contain it. */
    private static List<String> withoutNohup(List<String> command) {
        return command.size() > 1 && command.get(0).equals("nohup") ? command.subList(1, command.size()) : command;
    }

    /** Fails immediately if a shell step cannot be started; otherwise the step would only notice after minutes. */
    private static void checkStart(Future<Integer> exitCode, BoundedOutput output) throws IOException {
        try {
            int code = exitCode.get(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (code != 0) {
                String text = output.text().strip();
                throw new IOException("Failed to start the command in the container: exit code " + code
                        + (text.isEmpty() ? "" : ", " + text));
            }
        } catch (TimeoutException e) {
            // still running, so it was started
        } catch (ExecutionException e) {
            throw ContainerProc.asIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while starting a command in the container", e);
        }
    }

    @Override
    public Channel launchChannel(String[] command, OutputStream out, FilePath workDir, Map<String, String> environment)
            throws IOException {
        throw new IOException("withLimitedContainer does not support steps that start a Java process on the agent: it"
                + " would run outside of the container, without limits");
    }

    @Override
    public void kill(Map<String, String> modelEnvVars) throws IOException, InterruptedException {
        try {
            agent().callAsync(new KillInContainer(container, modelEnvVars))
                    .get(KILL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("Timed out while killing processes in the container", e);
        } catch (ExecutionException e) {
            throw ContainerProc.asIOException(e);
        }
    }
}
