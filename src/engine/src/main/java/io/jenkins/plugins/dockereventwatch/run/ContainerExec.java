package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import io.jenkins.plugins.dockereventwatch.docker.EngineException;
import io.jenkins.plugins.dockereventwatch.run.limit.ContainerCommand;
import io.jenkins.plugins.dockereventwatch.run.log.LogFrames;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs an additional command in a running container, within the container's limits.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Exec">Exec</a>
 */
final class ContainerExec {

    private static final int BUFFER = 32 << 10;
    private static final Duration EXIT_CODE_TIMEOUT = Duration.ofSeconds(10);

    private final DockerConnection connection;
    private final String container;

    ContainerExec(DockerConnection connection, String container) {
        this.connection = connection;
        this.container = container;
    }

    /** Runs the command; see {@link LimitedRuns#exec}. */
    int run(ContainerCommand command, InputStream input, OutputStream out, OutputStream err)
            throws RunException, IOException, InterruptedException {
        try {
            String exec = connection
                    .post("/containers/" + container + "/exec", request(command))
                    .path("Id")
                    .asText();
            Map<String, Object> attached = Map.of("Detach", false, "Tty", false);
            try (DockerStream stream = connection.attach("/exec/" + exec + "/start", attached, input, true)) {
                copy(stream, out, err);
            }
            return exitCode(exec);
        } catch (EngineException e) {
            throw LimitedRuns.isEnded(e)
                    ? new NotRunningException(e)
                    : new RunException("The Docker Engine cannot run a command in the container: " + e.said(), e);
        }
    }

    private static Map<String, Object> request(ContainerCommand command) {
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
}
