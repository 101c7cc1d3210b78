package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import io.jenkins.plugins.dockereventwatch.docker.EngineException;
import io.jenkins.plugins.dockereventwatch.run.Refusal.Authority;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The runs on one Docker host, in steps: create, attach, start, {@linkplain LimitedRun follow}, stop, remove. Each can be
 * taken by another process than the one before: a {@link RunHandle} is all that is handed on.
 */
public final class LimitedRuns {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private final DockerConnection connection;
    private final ImageGate gate;

    /** On a host, with the site's policy for images. */
    public LimitedRuns(DockerConnection connection, ImageGate gate) {
        this.connection = connection;
        this.gate = gate;
    }

    /** What the host has and can limit. */
    public HostCapacity capacity() throws IOException, InterruptedException {
        return HostCapacity.of(connection.get("/info"));
    }

    /**
     * Creates a run's container and makes sure that the engine set every limit; nothing runs yet.
     *
     * @param owner who answers for it
     * @param credentials for the registry, if it must be pulled
     * @param progress told in a line what takes time
     * @throws RefusedException if the image's source, the network or what the engine made of a limit is not allowed
     * @throws RunException if there is no such image, or the engine refuses
     * @throws IOException if the engine cannot be reached
     */
    public RunHandle create(
            RunSpec spec, RunOwner owner, Optional<RegistryCredentials> credentials, Consumer<String> progress)
            throws RefusedException, RunException, IOException, InterruptedException {
        Optional<Refusal> refusal = gate.refusal(spec.image());
        if (refusal.isPresent()) {
            throw new RefusedException(List.of(refusal.get()));
        }
        checkNetwork(spec.isolation().network());
        ImagePull pull = new ImagePull(connection, credentials);
        if (spec.pull() == PullPolicy.ALWAYS) {
            pull.pull(spec.image(), progress);
        }
        String run = UUID.randomUUID().toString();
        JsonNode created;
        try {
            try {
                created = create(spec, owner, run);
            } catch (EngineException e) {
                if (e.status() != 404 || spec.pull() == PullPolicy.NEVER) {
                    throw e;
                }
                pull.pull(spec.image(), progress);
                created = create(spec, owner, run);
            }
        } catch (EngineException e) {
            throw refusedByEngine(spec, e);
        } catch (IOException e) {
            removeUnknown(run);
            throw e;
        }
        RunHandle handle = new RunHandle(run, created.path("Id").asText(), spec);
        boolean kept = false;
        try {
            verify(handle, created.path("Warnings"), progress);
            kept = true;
            return handle;
        } finally {
            if (!kept) {
                remove(handle);
            }
        }
    }

    private JsonNode create(RunSpec spec, RunOwner owner, String run) throws IOException, InterruptedException {
        String name = spec.name() == null ? "" : "?name=" + spec.name();
        return connection.post("/containers/create" + name, ContainerJson.request(spec, owner.labels(run)));
    }

    /** A container's creation was asked for and not answered: it may be there or not. */
    private void removeUnknown(String run) throws InterruptedException {
        try {
            Optional<String> container = find(run);
            if (container.isPresent()) {
                remove(container.get());
            }
        } catch (IOException stillUnreachable) {
            System.getLogger(LimitedRuns.class.getName())
                    .log(System.Logger.Level.DEBUG, "left to the reaper: run " + run, stillUnreachable);
        }
    }

    private static RunException refusedByEngine(RunSpec spec, EngineException e) {
        return e.status() == 404 && e.said().contains("image")
                ? new RunException(
                        "image not found: " + Refusal.quoted(spec.image())
                                + (spec.pull() == PullPolicy.NEVER ? "; it is not there, and pull is 'never'" : ""),
                        e)
                : new RunException("the Docker Engine refuses: " + e.said(), e);
    }

    private void checkNetwork(String network) throws RefusedException, IOException, InterruptedException {
        if (network.equals("none") || network.equals("bridge")) {
            return;
        }
        String driver;
        try {
            driver = connection.get("/networks/" + network).path("Driver").asText();
        } catch (EngineException e) {
            throw new RefusedException(List.of(new Refusal(
                    RunOption.NETWORK.key(),
                    "there is no network " + Refusal.quoted(network) + " on the Docker host",
                    Authority.USER)));
        }
        // The host's own network has a number too, and could be named by it.
        if (driver.equals("host")) {
            throw new RefusedException(List.of(new Refusal(
                    RunOption.NETWORK.key(),
                    Refusal.quoted(network) + " is the host's own network",
                    Authority.NOBODY)));
        }
    }

    private void verify(RunHandle handle, JsonNode warnings, Consumer<String> progress)
            throws RefusedException, IOException, InterruptedException {
        List<Refusal> refusals =
                ContainerJson.differences(handle.spec(), connection.container(handle.container())).stream()
                        .map(difference -> new Refusal(
                                "limits", "the engine did not set what was asked: " + difference, Authority.HOST))
                        .toList();
        if (!refusals.isEmpty()) {
            throw new RefusedException(refusals);
        }
        for (JsonNode warning : warnings) {
            String text = warning.asText().replaceAll("\\p{Cntrl}+", " ");
            if (text.matches("(?i).*(discarded|memory limited without swap).*")) {
                throw new RefusedException(List.of(new Refusal("limits", "the engine warns: " + text, Authority.HOST)));
            }
            progress.accept("the engine warns: " + text);
        }
    }

    /**
     * Connects to a created container's input and output, before it is started.
     *
     * @param input sent to it as it comes
     */
    public DockerStream attach(RunHandle run, InputStream input) throws IOException, InterruptedException {
        return connection.attach(
                "/containers/" + run.container() + "/attach?stream=1&stdout=1&stderr=1"
                        + (run.spec().command().input() ? "&stdin=1" : ""),
                input,
                // An engine takes the end of a terminal's input for the end of its output.
                !run.spec().command().terminal());
    }

    /**
     * Starts a created run; of one that was started already nothing is changed.
     *
     * @return whether it runs; false: there is no such command, or it cannot be executed, and its state says which
     * @throws RunException if the engine cannot start it for another reason
     */
    public boolean start(RunHandle run) throws RunException, IOException, InterruptedException {
        try {
            connection.post("/containers/" + run.container() + "/start", null);
            return true;
        } catch (EngineException e) {
            int code = state(run).exitCode();
            if (code == 126 || code == 127) {
                return false;
            }
            throw new RunException("the Docker Engine cannot start the container: " + e.said(), e);
        }
    }

    /**
     * A run's state.
     *
     * @throws RunException if its container is gone
     */
    public RunState state(RunHandle run) throws RunException, IOException, InterruptedException {
        JsonNode container = connection.container(run.container());
        if (container.isMissingNode()) {
            throw new RunException("the container " + shortId(run.container()) + " was removed by someone else");
        }
        return RunState.of(container);
    }

    /** Whether the engine answers. */
    boolean isReachable() throws InterruptedException {
        try {
            connection.ping();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Finds a run's container by the run's id. */
    public Optional<String> find(String run) throws IOException, InterruptedException {
        JsonNode found = connection.get("/containers/json?all=1&filters="
                + URLEncoder.encode("{\"label\":[\"" + RunLabels.RUN + "=" + run + "\"]}", StandardCharsets.UTF_8));
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.path(0).path("Id").asText());
    }

    /** Passes a signal on, as in {@code TERM}; a run that has ended takes none. */
    public void signal(RunHandle run, String signal) throws IOException, InterruptedException {
        tell(run, "/kill?signal=" + URLEncoder.encode(signal, StandardCharsets.UTF_8));
    }

    /** Tells a run's terminal its size; a run that has ended has none. */
    public void resize(RunHandle run, int rows, int columns) throws IOException, InterruptedException {
        tell(run, "/resize?h=" + rows + "&w=" + columns);
    }

    private void tell(RunHandle run, String what) throws IOException, InterruptedException {
        try {
            connection.post("/containers/" + run.container() + what, null);
        } catch (EngineException e) {
            // 404: gone, 409: does not run
            if (e.status() != 404 && e.status() != 409) {
                throw e;
            }
        }
    }

    /**
     * Stops a run: the image's stop signal, usually TERM, then after a grace KILL. Returns when it has ended.
     *
     * @throws IOException if the engine cannot be reached, or cannot kill it
     */
    public void stop(RunHandle run, Duration grace) throws IOException, InterruptedException {
        JsonNode container = connection.container(run.container());
        String signal = container.path("Config").path("StopSignal").asText("SIGTERM");
        signal(run, signal);
        if (!awaitEnd(run, grace)) {
            signal(run, "KILL");
            if (!awaitEnd(run, AFTER_KILL)) {
                throw new IOException("the engine could not kill the container " + shortId(run.container()));
            }
        }
    }

    /** Waits for a run's end; false: it still runs. */
    boolean awaitEnd(RunHandle run, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            JsonNode container = connection.container(run.container());
            if (container.isMissingNode() || !RunState.of(container).isRunning()) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** Removes a run's container with its anonymous volumes, whatever its state; one that is gone is no error. */
    public void remove(RunHandle run) throws IOException, InterruptedException {
        remove(run.container());
    }

    void remove(String container) throws IOException, InterruptedException {
        try {
            connection.delete("/containers/" + container + "?force=1&v=1");
        } catch (EngineException e) {
            // 404: gone, 409: is being removed
            if (e.status() != 404 && e.status() != 409) {
                throw e;
            }
        }
    }

    /** All containers of ours, running or not, with their labels. */
    JsonNode ours() throws IOException, InterruptedException {
        return connection.get("/containers/json?all=1&filters="
                + URLEncoder.encode("{\"label\":[\"" + RunLabels.RUN + "\"]}", StandardCharsets.UTF_8));
    }

    /** One look at what a run uses now. */
    JsonNode usage(RunHandle run) throws IOException, InterruptedException {
        return connection.get("/containers/" + run.container() + "/stats?stream=0&one-shot=1");
    }

    LogReader log(RunHandle run, LogCursor from, OutputSink sink) {
        return new LogReader(connection, run, from, sink);
    }

    private static String shortId(String id) {
        return id.substring(0, Math.min(12, id.length()));
    }
}
