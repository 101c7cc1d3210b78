package io.jenkins.plugins.dockereventwatch.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.EngineInfo;
import io.jenkins.plugins.dockereventwatch.watch.PlannedDeaths.State;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Reads from Podman's own API whether a container was stopped on request, which its Docker-compatible API does not tell. */
record PodmanStates(DockerConnection connection, EngineInfo engine) implements PlannedDeaths.StateReader {

    private static final Logger LOG = System.getLogger(PodmanStates.class.getName());

    @Override
    public State read(String container) throws InterruptedException {
        JsonNode answer;
        try {
            answer = connection.get("/v4.0.0/libpod/containers/" + container + "/json");
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the state of the container " + container + " is not known", e);
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
}
