package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import io.jenkins.plugins.dockereventwatch.docker.EngineException;
import io.jenkins.plugins.dockereventwatch.run.limit.ContainerCommand;
import io.jenkins.plugins.dockereventwatch.run.limit.HostCapacity;
import io.jenkins.plugins.dockereventwatch.run.limit.RefusedException;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.run.log.LogReader;
import io.jenkins.plugins.dockereventwatch.run.log.OutputSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The runs on one Docker host, in steps: create, attach, start, {@linkplain LimitedRun follow}, stop, remove. Each can be
 * taken by another process than the one before: a {@link RunHandle} is all that is handed on.
 */
public final class LimitedRuns {

    private static final Duration FIRST_POLL = Duration.ofMillis(20);
    private static final Duration LONGEST_POLL = Duration.ofMillis(200);
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
        return new RunCreation(connection, gate, this).create(spec, owner, credentials, progress);
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
                null,
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

    /**
     * Runs a further command in a run's container, within the run's limits; returns when it has ended.
     *
     * @param container the run's
     * @param command of it neither the entry point nor a terminal is used
     * @param input sent to it as it comes; its end is passed on
     * @param out gets what it prints, as it comes; left open
     * @param err the same of its second stream
     * @return its exit code: 126 not executable, 127 no such command; {@code err} then has the engine's words for it
     * @throws NotRunningException if the container does not run
     * @throws RunException if the engine cannot do it for another reason
     * @throws InterruptedException if interrupted; the command goes on
     */
    public int exec(String container, ContainerCommand command, InputStream input, OutputStream out, OutputStream err)
            throws RunException, IOException, InterruptedException {
        return new ContainerExec(connection, container).run(command, input, out, err);
    }

    /** Whether the engine remembers that the kernel killed something in a run for its memory limit. */
    boolean remembersOutOfMemory(RunHandle run, RunState state, Duration late)
            throws IOException, InterruptedException {
        return new OutOfMemoryEvents(connection).any(run.container(), state, late);
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

    /**
     * Waits for a run's end; false: it still runs. By looking: the engine's own wait knows no time at which it gives up,
     * and is lost with the engine's restart, which the state outlives.
     */
    boolean awaitEnd(RunHandle run, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_POLL;
        while (true) {
            JsonNode container = connection.container(run.container());
            if (container.isMissingNode() || !RunState.of(container).isRunning()) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(pause.toMillis());
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_POLL) < 0 ? twice : LONGEST_POLL;
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
        return new LogReader(connection, run.container(), run.spec().command().terminal(), from, sink);
    }

    private static String shortId(String id) {
        return id.substring(0, Math.min(12, id.length()));
    }
}
