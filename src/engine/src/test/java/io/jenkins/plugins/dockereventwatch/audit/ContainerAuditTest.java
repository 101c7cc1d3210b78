package io.jenkins.plugins.dockereventwatch.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithDocker
class ContainerAuditTest {

    private static final long MEMORY = 32L << 20;

    private final List<String> names = new ArrayList<>();
    private DockerEngine engine;

    @AfterEach
    void removeAll() {
        names.forEach(engine::remove);
    }

    @Test
    void findsMissingLimits(DockerEngine shared) throws Exception {
        engine = shared;
        run("audit-good", limited());
        run("audit-quota", limited().withNanoCPUs(null).withCpuQuota(50_000L));
        run("audit-set", limited().withNanoCPUs(null).withCpusetCpus("0"));
        run("audit-memory", limited().withMemory(null).withMemorySwap(null));
        run("audit-swap", limited().withMemorySwap(-1L));
        run("audit-shares", limited().withNanoCPUs(null).withCpuShares(512));
        run("audit-pids", limited().withPidsLimit(-1L));
        run("audit-none", HostConfig.newHostConfig().withNetworkMode("none"));

        assertThat(report().findings().stream().filter(finding -> names.contains(finding.container())))
                .extracting(Finding::container, Finding::rule)
                .containsExactly(
                        tuple("audit-memory", AuditRule.MEMORY),
                        tuple("audit-none", AuditRule.MEMORY),
                        tuple("audit-none", AuditRule.CPU),
                        tuple("audit-none", AuditRule.PIDS),
                        tuple("audit-pids", AuditRule.PIDS),
                        tuple("audit-shares", AuditRule.CPU),
                        tuple("audit-swap", AuditRule.SWAP));
        assertThat(report().containers()).isGreaterThanOrEqualTo(names.size());
    }

    /** Not started: where the tests themselves run in a container, a privileged one cannot be. */
    @Test
    void findsPrivilegedContainers(DockerEngine shared) throws Exception {
        engine = shared;
        names.add("audit-privileged");
        String id = engine.client()
                .createContainerCmd(DockerEngine.IMAGE)
                .withName("audit-privileged")
                .withCmd("true")
                .withHostConfig(limited().withPrivileged(true))
                .exec()
                .getId();
        try (DockerConnection connection = DockerConnection.open(engine.host(), Duration.ofMinutes(2))) {
            assertThat(new ContainerAudit(connection, engine.host()).findings(connection.container(id)))
                    .extracting(Finding::container, Finding::rule)
                    .containsExactly(tuple("audit-privileged", AuditRule.PRIVILEGED));
        }
    }

    @Test
    void findsMountedSockets(DockerEngine shared, @TempDir Path folder) throws Exception {
        engine = shared;
        Path socket = Path.of(shared.host().uri().getPath());
        run("audit-socket", limited().withBinds(Bind.parse(socket + ":/engine.sock")));
        run("audit-parent", limited().withBinds(Bind.parse(socket.getParent() + ":/engine:ro")));
        run("audit-other", limited().withBinds(Bind.parse(folder + ":/data")));

        assertThat(report().findings().stream().filter(finding -> names.contains(finding.container())))
                .extracting(Finding::container, Finding::detail)
                .containsExactly(
                        tuple("audit-parent", socket.getParent() + " is mounted at /engine"),
                        tuple("audit-socket", socket + " is mounted at /engine.sock"));
    }

    @Test
    void writesAllFormats(DockerEngine shared) throws Exception {
        engine = shared;
        Path socket = Path.of(shared.host().uri().getPath());
        run("audit-formats", limited().withPidsLimit(-1L).withBinds(Bind.parse(socket + ":/s")));
        AuditReport report = report();
        List<Finding> own = report.findings().stream()
                .filter(finding -> finding.container().equals("audit-formats"))
                .toList();
        AuditReport small = new AuditReport(report.host(), 1, own);

        assertThat(AuditFormat.TEXT.write(small, "1.0"))
                .isEqualTo("ERROR   container audit-formats (" + DockerEngine.IMAGE
                        + ") can access the Docker Engine, and so has root access to the host: " + socket
                        + " is mounted at /s\nWARNING container audit-formats ("
                        + DockerEngine.IMAGE + ") has no process limit: a fork bomb in it can stop the host\n"
                        + report.host() + ": 1 running containers, 1 with findings\n");
        JsonNode json = new ObjectMapper().readTree(AuditFormat.JSON.write(small, "1.0"));
        assertThat(json.path("findings").findValuesAsText("rule")).containsExactly("docker-socket", "no-pids-limit");
        JsonNode sarif = new ObjectMapper().readTree(AuditFormat.SARIF.write(small, "1.0"));
        JsonNode results = sarif.path("runs").path(0).path("results");
        assertThat(results.findValuesAsText("ruleId")).containsExactly("docker-socket", "no-pids-limit");
        assertThat(results.findValuesAsText("level")).containsExactly("error", "warning");
        for (JsonNode result : results) {
            assertThat(sarif.at("/runs/0/tool/driver/rules")
                            .path(result.path("ruleIndex").asInt())
                            .path("id"))
                    .isEqualTo(result.path("ruleId"));
        }
    }

    private AuditReport report() throws Exception {
        try (DockerConnection connection = DockerConnection.open(engine.host(), Duration.ofMinutes(2))) {
            return new ContainerAudit(connection, engine.host()).report(container -> {});
        }
    }

    private static HostConfig limited() {
        return HostConfig.newHostConfig()
                .withNetworkMode("none")
                .withMemory(MEMORY)
                .withMemorySwap(MEMORY)
                .withNanoCPUs(500_000_000L)
                .withPidsLimit(50L);
    }

    private void run(String name, HostConfig host) {
        names.add(name);
        engine.run(name, DockerEngine.IMAGE, "exec sleep 600", create -> create.withHostConfig(host));
    }
}
