package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import io.jenkins.plugins.dockereventwatch.docker.EngineException;
import io.jenkins.plugins.dockereventwatch.run.limit.PullPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import io.jenkins.plugins.dockereventwatch.run.limit.RefusedException;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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
    RunHandle create(RunSpec spec, RunOwner owner, Optional<RegistryCredentials> credentials, ProgressListener progress)
            throws RefusedException, RunException, IOException, InterruptedException {
        Optional<Refusal> refusal = gate.refusal(spec.image());
        if (refusal.isPresent()) {
            throw new RefusedException(List.of(refusal.get()));
        }
        checkNetwork(spec.isolation().network());
        if (spec.pull() == PullPolicy.ALWAYS) {
            pull(spec.image(), credentials, progress);
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
                pull(spec.image(), credentials, progress);
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
        String path = "/images/create?fromImage=" + URLEncoder.encode(image, StandardCharsets.UTF_8)
                + (tagged ? "" : "&tag=latest");
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
                                + (spec.pull() == PullPolicy.NEVER ? "; the pull policy is 'never'" : ""),
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

    private void verify(RunHandle handle, JsonNode warnings, ProgressListener progress)
            throws RefusedException, IOException, InterruptedException {
        List<String> differences = ContainerJson.differences(handle.spec(), connection.container(handle.container()));
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
}
