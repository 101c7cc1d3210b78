package io.jenkins.plugins.dockereventwatch.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Audits the running containers of a Docker host. */
public final class ContainerAudit {

    private final DockerConnection connection;
    private final List<Path> sockets =
            new ArrayList<>(List.of(Path.of("/var/run/docker.sock"), Path.of("/run/docker.sock")));

    /** Creates an audit of the host at the end of {@code connection}. */
    public ContainerAudit(DockerConnection connection, DockerHost host) {
        this.connection = connection;
        if (host.uri().getScheme().equals("unix")) {
            sockets.add(Path.of(host.uri().getPath()));
        }
    }

    /**
     * Audits all running containers.
     *
     * @param listener receives the containers with findings
     */
    public AuditReport report(AuditListener listener) throws IOException, InterruptedException {
        Map<String, List<Finding>> byContainer = new TreeMap<>();
        int containers = 0;
        for (JsonNode listed : connection.get("/containers/json")) {
            JsonNode container = connection.container(listed.path("Id").asText());
            // The container can have ended in the meantime.
            if (!container.isMissingNode()) {
                containers++;
                List<Finding> findings = findings(container);
                byContainer.put(name(container), findings);
                if (!findings.isEmpty()) {
                    listener.onContainer(container);
                }
            }
        }
        return new AuditReport(
                connection.info().name(),
                containers,
                byContainer.values().stream().flatMap(List::stream).toList());
    }

    /** Audits one container, as returned by {@code GET /containers/{id}/json}. */
    List<Finding> findings(JsonNode container) {
        JsonNode host = container.path("HostConfig");
        List<Finding> findings = new ArrayList<>();
        if (host.path("Privileged").asBoolean()) {
            findings.add(finding(container, AuditRule.PRIVILEGED, ""));
        }
        for (JsonNode mount : container.path("Mounts")) {
            String source = mount.path("Source").asText();
            if (source.startsWith("/") && sockets.stream().anyMatch(socket -> socket.startsWith(source))) {
                findings.add(finding(
                        container,
                        AuditRule.DOCKER_SOCKET,
                        SafeText.escape(source) + " is mounted at "
                                + SafeText.escape(mount.path("Destination").asText())));
            }
        }
        if (host.path("Memory").asLong() <= 0) {
            findings.add(finding(container, AuditRule.MEMORY, ""));
        } else if (host.path("MemorySwap").asLong() < 0) {
            findings.add(finding(container, AuditRule.SWAP, ""));
        }
        // CPU shares are weights, not limits; a CPU set is a limit.
        if (host.path("NanoCpus").asLong() <= 0
                && host.path("CpuQuota").asLong() <= 0
                && host.path("CpusetCpus").asText("").isEmpty()) {
            findings.add(finding(container, AuditRule.CPU, ""));
        }
        if (host.path("PidsLimit").asLong() <= 0) {
            findings.add(finding(container, AuditRule.PIDS, ""));
        }
        findings.sort(Comparator.comparing(Finding::rule));
        return findings;
    }

    private static Finding finding(JsonNode container, AuditRule rule, String detail) {
        return new Finding(
                container.path("Id").asText(),
                name(container),
                SafeText.escape(container.path("Config").path("Image").asText()),
                rule,
                detail);
    }

    private static String name(JsonNode container) {
        return SafeText.escape(container.path("Name").asText().replaceFirst("^/", ""));
    }

    /** Receives the containers with findings during an audit. */
    public interface AuditListener {

        /**
         * Called once per container that has findings.
         *
         * @param container the container, as returned by {@code GET /containers/{id}/json}
         */
        void onContainer(JsonNode container);
    }
}
