package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.EngineException;
import io.jenkins.plugins.dockereventwatch.run.limit.PullPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import io.jenkins.plugins.dockereventwatch.run.limit.RefusedException;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Creates the containers of runs, and removes a container that differs from its request. */
final class RunCreation {

    private final DockerConnection connection;
    private final ImageGate gate;
    private final LimitedRuns runs;

    RunCreation(DockerConnection connection, ImageGate gate, LimitedRuns runs) {
        this.connection = connection;
        this.gate = gate;
        this.runs = runs;
    }

    /** Creates a container; see {@link LimitedRuns#create}. */
    RunHandle create(RunSpec spec, RunOwner owner, Optional<RegistryCredentials> credentials, Consumer<String> progress)
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
                runs.remove(handle);
            }
        }
    }

    private JsonNode create(RunSpec spec, RunOwner owner, String run) throws IOException, InterruptedException {
        String name = spec.name() == null ? "" : "?name=" + spec.name();
        return connection.post("/containers/create" + name, ContainerJson.request(spec, owner.labels(run)));
    }

    /** Removes the container of a creation request without a response, if the engine created it. */
    private void removeUnknown(String run) throws InterruptedException {
        try {
            Optional<String> container = runs.find(run);
            if (container.isPresent()) {
                runs.remove(container.get());
            }
        } catch (IOException stillUnreachable) {
            System.getLogger(RunCreation.class.getName())
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
        // The host network can also be referenced by its ID.
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
            String text = SafeText.oneLine(warning.asText());
            if (text.matches("(?i).*(discarded|memory limited without swap).*")) {
                throw new RefusedException(List.of(new Refusal("limits", "the engine warns: " + text, Authority.HOST)));
            }
            progress.accept("the engine warns: " + text);
        }
    }
}
