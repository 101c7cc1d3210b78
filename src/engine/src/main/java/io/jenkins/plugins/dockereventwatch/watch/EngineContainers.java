package io.jenkins.plugins.dockereventwatch.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.EngineInfo;
import io.jenkins.plugins.dockereventwatch.watch.PlannedDeaths.State;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Reads from an engine what the events of a container do not tell: its stop signal, and from Podman's own API whether it was
 * stopped on request, which its Docker-compatible API does not tell either.
 */
record EngineContainers(DockerConnection connection, EngineInfo engine) implements PlannedDeaths.ContainerReader {

    private static final Logger LOG = System.getLogger(EngineContainers.class.getName());

    @Override
    public State state(String container) throws InterruptedException {
        if (!engine.isPodman()) {
            return State.UNKNOWN;
        }
        JsonNode answer = get("/v4.0.0/libpod/containers/" + container + "/json");
        if (answer.isMissingNode()) {
            return State.UNKNOWN;
        }
        if (answer.path("State").path("StoppedByUser").asBoolean()) {
            return State.STOPPED;
        }
        if (!engine.version().matches("[1-4]\\..*")) {
            return State.ENDED;
        }
        return answer.path("HostConfig").path("AutoRemove").asBoolean() ? State.UNKNOWN : State.REMAINS;
    }

    @Override
    public Optional<String> stopSignal(String container) throws InterruptedException {
        return Optional.of(get("/containers/" + container + "/json")
                        .path("Config")
                        .path("StopSignal")
                        .asText())
                .filter(signal -> !signal.isEmpty());
    }

    private JsonNode get(String path) throws InterruptedException {
        try {
            return connection.get(path);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, path + " is not known", e);
            return MissingNode.getInstance();
        }
    }
}
