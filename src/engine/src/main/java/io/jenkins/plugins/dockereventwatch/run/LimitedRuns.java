package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import io.jenkins.plugins.dockereventwatch.docker.EngineException;
import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import io.jenkins.plugins.dockereventwatch.image.host.HostImages;
import io.jenkins.plugins.dockereventwatch.run.limit.ContainerCommand;
import io.jenkins.plugins.dockereventwatch.run.limit.HostCapacity;
import io.jenkins.plugins.dockereventwatch.run.limit.PullPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import io.jenkins.plugins.dockereventwatch.run.limit.RefusedException;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.run.log.LogFrames;
import io.jenkins.plugins.dockereventwatch.run.log.LogReader;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import io.jenkins.plugins.dockereventwatch.run.log.OutputSink;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The operations on limited runs of one Docker host: create, attach, start, {@linkplain LimitedRun follow}, stop,
 * remove. A different process can perform each step, given the {@link RunHandle}.
 */
public final class LimitedRuns {

    private static final int BUFFER = 32 << 10;
    private static final Duration EXIT_CODE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

    private final DockerConnection connection;
    private final ImageGate gate;

    /** Creates an instance for a Docker host and the site's image policy. */
    public LimitedRuns(DockerConnection connection, ImageGate gate) {
        this.connection = connection;
        this.gate = gate;
    }

    /** Returns the resources of the host and the limits that it supports. */
    public HostCapacity capacity() throws IOException, InterruptedException {
        return HostCapacity.of(connection.get("/info"));
    }

    /**
     * Creates the container of a run without starting it, and verifies that the engine applied every limit and that the
     * image is allowed which the container uses. If not, the container is removed.
     *
     * @param credentials the registry credentials for pulling the image; empty to pull anonymously
     * @throws RefusedException if the image or the network is not allowed, or the engine did not apply a limit
     * @throws RunException if the image does not exist, or the engine rejects the request
     * @throws IOException if the engine cannot be reached
     */
    public RunHandle create(
            RunSpec spec, RunOwner owner, Optional<RegistryCredentials> credentials, ProgressListener progress)
            throws RefusedException, RunException, IOException, InterruptedException {
        require(gate.beforePull(spec.image()));
        checkNetwork(spec.isolation().network());
        if (spec.creation().pull() == PullPolicy.ALWAYS) {
            pull(spec.image(), credentials, progress);
        }
        String run = owner.claim().run();
        JsonNode created;
        boolean isCreated = false;
        try {
            RunSpec pinned = PinnedMounts.pin(run, spec);
            try {
                created = create(pinned, owner);
            } catch (EngineException e) {
                if (e.status() != 404 || spec.creation().pull() == PullPolicy.NEVER) {
                    throw e;
                }
                pull(spec.image(), credentials, progress);
                created = create(pinned, owner);
            }
            isCreated = true;
        } catch (EngineException e) {
            throw refusedByEngine(spec, e);
        } catch (IOException e) {
            removeUnknown(run);
            throw e;
        } finally {
            if (!isCreated) {
                PinnedMounts.release(run);
            }
        }
        RunHandle handle = new RunHandle(run, created.path("Id").asText(), spec);
        try {
            JsonNode container = connection.container(handle.container());
            verify(handle, container, created.path("Warnings"), progress);
            if (gate != ImageGate.OPEN) {
                require(gate.beforeStart(spec.image(), image(container)));
            }
            warnOfRoot(spec, container, progress);
            return handle;
        } catch (RefusedException | IOException | InterruptedException | RuntimeException e) {
            remove(handle);
            throw e;
        }
    }

    private static void require(Optional<Refusal> refusal) throws RefusedException {
        if (refusal.isPresent()) {
            throw new RefusedException(List.of(refusal.get()));
        }
    }

    /** Returns the metadata of the image that a container uses, whatever its name means now; empty if it is not shown. */
    private Optional<ImageFacts> image(JsonNode container) throws IOException, InterruptedException {
        try {
            return Optional.ofNullable(
                    new HostImages(connection).of(container.path("Image").asText()));
        } catch (EngineException e) {
            return Optional.empty();
        }
    }

    private void warnOfRoot(RunSpec spec, JsonNode container, ProgressListener progress)
            throws IOException, InterruptedException {
        List<String> folders = RootWarning.writableFolders(spec);
        if (!folders.isEmpty() && RootWarning.isRoot(container) && !RootWarning.isMapped(connection.get("/info"))) {
            progress.onProgress(RootWarning.text(folders));
        }
    }

    private JsonNode create(RunSpec spec, RunOwner owner) throws IOException, InterruptedException {
        String name =
                spec.creation().name() == null ? "" : "?name=" + spec.creation().name();
        return connection.post("/containers/create" + name, ContainerJson.request(spec, owner.allLabels()));
    }

    /** Removes the container of a creation request without a response, if the engine created it. */
    private void removeUnknown(String run) throws InterruptedException {
        try {
            Optional<String> container = find(run);
            if (container.isPresent()) {
                remove(container.get());
            }
        } catch (IOException stillUnreachable) {
            System.getLogger(LimitedRuns.class.getName())
                    .log(
                            System.Logger.Level.DEBUG,
                            "Container of run " + run + " is left to the reaper",
                            stillUnreachable);
        }
    }

    private void pull(String image, Optional<RegistryCredentials> credentials, ProgressListener progress)
            throws RunException, IOException, InterruptedException {
        progress.onProgress("pulling " + image);
        // Without a tag, the engine pulls every tag of the repository.
        boolean tagged = image.contains("@") || image.indexOf(':', image.lastIndexOf('/') + 1) >= 0;
        String path = "/images/create?fromImage=" + encoded(image) + (tagged ? "" : "&tag=latest");
        Map<String, String> headers = credentials
                .map(login -> Map.of("X-Registry-Auth", login.header()))
                .orElse(Map.of());
        try (DockerStream stream = connection.stream("POST", path, headers);
                MappingIterator<JsonNode> lines =
                        new ObjectMapper().readerFor(JsonNode.class).readValues(stream.body())) {
            while (lines.hasNextValue()) {
                JsonNode line = lines.nextValue();
                if (line.hasNonNull("error")) {
                    throw notPulled(image, line.path("error").asText());
                }
            }
        } catch (EngineException e) {
            throw notPulled(image, e.said());
        }
    }

    private static RunException notPulled(String image, String error) {
        return new RunException(
                "Image " + Refusal.quoted(image) + " cannot be pulled: " + SafeText.abbreviate(error, 500));
    }

    private static RunException refusedByEngine(RunSpec spec, EngineException e) {
        return e.status() == 404 && e.said().contains("image")
                ? new RunException(
                        "Image not found: " + Refusal.quoted(spec.image())
                                + (spec.creation().pull() == PullPolicy.NEVER ? "; the pull policy is 'never'" : ""),
                        e)
                : new RunException("The Docker Engine rejected the container: " + e.said(), e);
    }

    private void checkNetwork(String network) throws RefusedException, IOException, InterruptedException {
        if (network.equals("none") || network.equals("bridge")) {
            return;
        }
        String driver;
        try {
            driver = connection.get("/networks/" + network).path("Driver").asText();
        } catch (EngineException e) {
            throw refused(RunOption.NETWORK.key(), "No network " + Refusal.quoted(network) + " exists", Authority.USER);
        }
        // The host network can also be referenced by its ID.
        if (driver.equals("host")) {
            String message = Refusal.quoted(network) + " is the network of the host";
            throw refused(RunOption.NETWORK.key(), message, Authority.NOBODY);
        }
    }

    private static RefusedException refused(String option, String message, Authority authority) {
        return new RefusedException(List.of(new Refusal(option, message, authority)));
    }

    private static void verify(RunHandle handle, JsonNode container, JsonNode warnings, ProgressListener progress)
            throws RefusedException {
        List<String> differences = ContainerJson.differences(handle.spec(), container);
        if (!differences.isEmpty()) {
            String message = "the engine did not apply the request: " + String.join(", ", differences);
            throw refused("limits", message, Authority.HOST);
        }
        for (JsonNode warning : warnings) {
            String text = SafeText.oneLine(warning.asText());
            if (text.matches("(?i).*(discarded|memory limited without swap).*")) {
                throw refused("limits", "warning of the Docker Engine: " + text, Authority.HOST);
            }
            progress.onProgress("warning of the Docker Engine: " + text);
        }
    }

    /**
     * Attaches to the input and output of a created container, before its start.
     *
     * @param input the standard input of the container, sent as it becomes available
     */
    public DockerStream attach(RunHandle run, InputStream input) throws IOException, InterruptedException {
        return connection.attach(
                "/containers/" + run.container() + "/attach?stream=1&stdout=1&stderr=1"
                        + (run.spec().command().input() ? "&stdin=1" : ""),
                null,
                input,
                // With a terminal, the engine ends the output when the input ends.
                !run.spec().command().terminal());
    }

    /**
     * Starts a created run. Does nothing if it was already started.
     *
     * @return true if the command was started; false if it does not exist (exit code 127) or cannot be executed (126)
     * @throws RunException if the engine cannot start the container for another reason
     */
    public boolean start(RunHandle run) throws RunException, IOException, InterruptedException {
        if (!PinnedMounts.arePinned(run) && state(run).isNew()) {
            throw new RunException("The program that checked the mounts of the container ended before the start; start"
                    + " the run again");
        }
        try {
            connection.post("/containers/" + run.container() + "/start", null);
            return true;
        } catch (EngineException e) {
            int code = state(run).exitCode();
            if (code == 126 || code == 127) {
                return false;
            }
            throw new RunException("The Docker Engine cannot start the container: " + e.said(), e);
        } finally {
            PinnedMounts.release(run.run());
        }
    }

    /**
     * Returns the state of a run.
     *
     * @throws RunException if the container no longer exists
     */
    public RunState state(RunHandle run) throws RunException, IOException, InterruptedException {
        JsonNode container = connection.container(run.container());
        if (container.isMissingNode()) {
            throw new RunException("Container " + shortId(run.container()) + " was removed by someone else");
        }
        return RunState.of(container);
    }

    /** Returns whether the engine responds. */
    boolean isReachable() throws InterruptedException {
        try {
            connection.ping();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Runs an additional command in the container of a run, within its limits, and waits for its end.
     *
     * @param container the ID of the container
     * @param command the command; its entry point and terminal are ignored
     * @param input the standard input of the command, sent as it becomes available, including its end
     * @param out receives the standard output as it arrives; not closed
     * @param err receives the standard error as it arrives; not closed
     * @return the exit code: 126 if the command cannot be executed, 127 if it does not exist; {@code err} then contains
     *     the engine's message
     * @throws NotRunningException if the container is not running
     * @throws RunException if the engine cannot run the command for another reason
     * @throws InterruptedException if interrupted; the command keeps running
     * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Exec">Exec</a>
     */
    public int exec(String container, ContainerCommand command, InputStream input, OutputStream out, OutputStream err)
            throws RunException, IOException, InterruptedException {
        try {
            String exec = connection
                    .post("/containers/" + container + "/exec", execRequest(command))
                    .path("Id")
                    .asText();
            Map<String, Object> attached = Map.of("Detach", false, "Tty", false);
            try (DockerStream stream = connection.attach("/exec/" + exec + "/start", attached, input, true)) {
                copy(stream, out, err);
            }
            return exitCode(exec);
        } catch (EngineException e) {
            throw isEnded(e)
                    ? new NotRunningException(e)
                    : new RunException("The Docker Engine cannot run a command in the container: " + e.said(), e);
        }
    }

    private static Map<String, Object> execRequest(ContainerCommand command) {
        Map<String, Object> json = new HashMap<>(Map.of(
                "AttachStdin",
                command.input(),
                "AttachStdout",
                true,
                "AttachStderr",
                true,
                "Tty",
                false,
                "Cmd",
                command.arguments(),
                "Env",
                command.environment()));
        if (command.workingDirectory() != null) {
            json.put("WorkingDir", command.workingDirectory());
        }
        return json;
    }

    private static void copy(DockerStream stream, OutputStream out, OutputStream err) throws IOException {
        LogFrames frames = new LogFrames(stream.body(), false);
        byte[] buffer = new byte[BUFFER];
        for (int length = frames.read(buffer); length >= 0; length = frames.read(buffer)) {
            OutputStream to = frames.channel() == OutputChannel.OUT ? out : err;
            to.write(buffer, 0, length);
            to.flush();
        }
    }

    /** Returns the exit code, which the engine records shortly after the end of the output. */
    private int exitCode(String exec) throws RunException, IOException, InterruptedException {
        AtomicReference<JsonNode> state = new AtomicReference<>();
        boolean ended = Polling.await(
                () -> {
                    state.set(connection.get("/exec/" + exec + "/json"));
                    return !state.get().path("Running").asBoolean()
                            && state.get().path("ExitCode").isInt();
                },
                EXIT_CODE_TIMEOUT);
        if (!ended) {
            throw new RunException("The Docker Engine did not report the exit code of the command");
        }
        return state.get().path("ExitCode").asInt();
    }

    /**
     * Returns whether the engine recorded an out-of-memory kill in the container of a run. It keeps the last 256 events
     * of all types since its start. The event may be the only evidence that a child process was killed.
     *
     * @param late how long after the container's end the event may arrive; waits until this time has passed
     * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/System/operation/SystemEvents">
     *     SystemEvents</a>
     */
    boolean hasOutOfMemoryEvent(RunHandle run, RunState state, Duration late) throws IOException, InterruptedException {
        if (!state.finishedAt().isAfter(state.startedAt())) {
            return false;
        }
        Map<String, List<String>> filters =
                Map.of("type", List.of("container"), "event", List.of("oom"), "container", List.of(run.container()));
        try (DockerStream stream = connection.events(
                        filters, state.startedAt(), state.finishedAt().plus(late));
                MappingIterator<JsonNode> events =
                        new ObjectMapper().readerFor(JsonNode.class).readValues(stream.body())) {
            return events.hasNextValue();
        }
    }

    /** Returns the ID of the container with a run ID; empty if there is none. */
    public Optional<String> find(String run) throws IOException, InterruptedException {
        JsonNode found = containers(RunClaim.RUN_LABEL + "=" + run);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.path(0).path("Id").asText());
    }

    /** Returns all containers with a label, running or not, with their labels. */
    JsonNode containers(String label) throws IOException, InterruptedException {
        return connection.get("/containers/json?all=1&filters=" + encoded("{\"label\":[\"" + label + "\"]}"));
    }

    /** Returns whether the run label of a listed container is that of its image, which may also have been removed. */
    boolean isInherited(JsonNode container) throws IOException, InterruptedException {
        try {
            JsonNode image = connection.get(
                    "/images/" + encoded(container.path("ImageID").asText()) + "/json");
            return RunClaim.of(image.path("Config").path("Labels"))
                    .run()
                    .equals(RunClaim.of(container.path("Labels")).run());
        } catch (EngineException e) {
            if (e.status() == 404) {
                return true;
            }
            throw e;
        }
    }

    /** Sends a signal, for example {@code TERM}. Does nothing if the run has ended. */
    public void signal(RunHandle run, String signal) throws IOException, InterruptedException {
        postIfRunning(run, "/kill?signal=" + encoded(signal));
    }

    /** Sets the terminal size of a run, in characters. Does nothing if the run has ended. */
    public void resize(RunHandle run, int rows, int columns) throws IOException, InterruptedException {
        postIfRunning(run, "/resize?h=" + rows + "&w=" + columns);
    }

    private void postIfRunning(RunHandle run, String path) throws IOException, InterruptedException {
        try {
            connection.post("/containers/" + run.container() + path, null);
        } catch (EngineException e) {
            if (!isEnded(e)) {
                throw e;
            }
        }
    }

    /** Whether the container does not exist, is not running, or is being removed. */
    static boolean isEnded(EngineException e) {
        return e.status() == 404 || e.status() == 409;
    }

    /**
     * Stops a run and waits for its end: sends the image's stop signal (default TERM), and KILL after the grace period.
     *
     * @throws IOException if the engine cannot be reached or cannot kill the container
     */
    public void stop(RunHandle run, Duration grace) throws RunException, IOException, InterruptedException {
        JsonNode container = connection.container(run.container());
        String signal = container.path("Config").path("StopSignal").asText("SIGTERM");
        signal(run, signal);
        if (!awaitEnd(run, grace)) {
            signal(run, "KILL");
            if (!awaitEnd(run, KILL_TIMEOUT)) {
                throw new IOException("The Docker Engine could not kill container " + shortId(run.container()));
            }
        }
    }

    /** Waits for the end of a run. Returns false if it is still running after the timeout. */
    boolean awaitEnd(RunHandle run, Duration timeout) throws RunException, IOException, InterruptedException {
        return Polling.await(
                () -> {
                    JsonNode container = connection.container(run.container());
                    return container.isMissingNode() || !RunState.of(container).isRunning();
                },
                timeout);
    }

    /** Removes the container of a run in any state, with its anonymous volumes. Does nothing if it no longer exists. */
    public void remove(RunHandle run) throws IOException, InterruptedException {
        PinnedMounts.release(run.run());
        remove(run.container());
    }

    void remove(String container) throws IOException, InterruptedException {
        try {
            connection.delete("/containers/" + container + "?force=1&v=1");
        } catch (EngineException e) {
            if (!isEnded(e)) {
                throw e;
            }
        }
    }

    /** Returns the current resource usage of a run. */
    JsonNode usage(RunHandle run) throws IOException, InterruptedException {
        return connection.get("/containers/" + run.container() + "/stats?stream=0&one-shot=1");
    }

    LogReader log(RunHandle run, LogCursor from, OutputSink sink) {
        return new LogReader(connection, run.container(), run.spec().command().terminal(), from, sink);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String shortId(String id) {
        return id.substring(0, Math.min(12, id.length()));
    }

    /** Receives progress messages during slow operations. */
    @FunctionalInterface
    public interface ProgressListener {

        /** Called with a message of one line. */
        void onProgress(String line);
    }
}
