package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/**
 * Runs an additional command in a running container, within the container's limits.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Exec">Exec</a>
 */
final class ContainerExec {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int BUFFER = 32 << 10;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration CODE_FOLLOWS_OUTPUT = Duration.ofSeconds(10);

    private final DockerConnection connection;
    private final String container;

    ContainerExec(DockerConnection connection, String container) {
        this.connection = connection;
        this.container = container;
    }

    /** Runs the command; see {@link LimitedRuns#exec}. */
    int run(ContainerCommand command, InputStream input, OutputStream out, OutputStream err)
            throws RunException, IOException, InterruptedException {
        String exec;
        try {
            exec = connection
                    .post("/containers/" + container + "/exec", request(command))
                    .path("Id")
                    .asText();
        } catch (EngineException e) {
            throw notPossible(e);
        }
        ObjectNode attached = MAPPER.createObjectNode().put("Detach", false).put("Tty", false);
        try (DockerStream stream = connection.attach("/exec/" + exec + "/start", attached, input, true)) {
            handOn(stream, out, err);
        } catch (EngineException e) {
            throw notPossible(e);
        }
        return exitCode(exec);
    }

    private static ObjectNode request(ContainerCommand command) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("AttachStdin", command.input()).put("AttachStdout", true).put("AttachStderr", true);
        json.put("Tty", false);
        ArrayNode words = json.putArray("Cmd");
        command.arguments().forEach(words::add);
        ArrayNode variables = json.putArray("Env");
        command.environment().forEach(variables::add);
        if (command.workingDirectory() != null) {
            json.put("WorkingDir", command.workingDirectory());
        }
        return json;
    }

    /** Converts an engine error. Status 404 means that the container does not exist, 409 that it is not running. */
    private static RunException notPossible(EngineException e) {
        return e.status() == 404 || e.status() == 409
                ? new NotRunningException(e)
                : new RunException("the Docker Engine cannot run a command in the container: " + e.said(), e);
    }

    private static void handOn(DockerStream stream, OutputStream out, OutputStream err) throws IOException {
        LogFrames frames = new LogFrames(stream.body(), false);
        byte[] buffer = new byte[BUFFER];
        for (int length = frames.read(buffer); length >= 0; length = frames.read(buffer)) {
            OutputStream to = frames.channel() == OutputChannel.OUT ? out : err;
            to.write(buffer, 0, length);
            to.flush();
        }
    }

    /**
     * Returns the exit code. The engine records it shortly after the end of the output, and its API has no call that
     * waits for an exec, so the state is polled.
     */
    private int exitCode(String exec) throws RunException, IOException, InterruptedException {
        long deadline = System.nanoTime() + CODE_FOLLOWS_OUTPUT.toNanos();
        JsonNode state;
        do {
            try {
                state = connection.get("/exec/" + exec + "/json");
            } catch (EngineException e) {
                throw notPossible(e);
            }
            if (!state.path("Running").asBoolean() && state.path("ExitCode").isInt()) {
                return state.path("ExitCode").asInt();
            }
            Thread.sleep(POLL.toMillis());
        } while (System.nanoTime() < deadline);
        throw new RunException("the command's output ended, and the Docker Engine does not tell how it went");
    }
}
