package io.jenkins.plugins.dockereventwatch.overview.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.audit.AuditRule;
import io.jenkins.plugins.dockereventwatch.audit.Finding;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithDocker
class HostAuditsTest {

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SetClock clock = new SetClock();
    private final HostAudits audits = new HostAudits(clock.withZone(ZoneOffset.UTC), FRESH, threads);
    private DockerEngine engine;

    @BeforeEach
    void use(DockerEngine shared) {
        engine = shared;
    }

    @AfterEach
    void end() {
        engine.remove("unlimited-1");
        engine.remove("unlimited-2");
        threads.shutdownNow();
    }

    @Test
    void findsUnlimitedContainersAndRefreshesOldResults() throws Exception {
        Map<String, DockerHost> hosts = Map.of("docker-01", engine.host());
        run("unlimited-1", "42");

        HostAudits.Result first = audits.of(hosts, LONG).get("docker-01");
        assertThat(first.error()).isEmpty();
        assertThat(of(first, "unlimited-1"))
                .extracting(Finding::rule)
                .containsExactly(AuditRule.MEMORY, AuditRule.CPU, AuditRule.PIDS);
        BuildReference build =
                first.builds().get(of(first, "unlimited-1").get(0).id());
        assertThat(build.displayName()).isEqualTo("phone-book #42");

        run("unlimited-2", "43");
        clock.now = clock.now.plus(FRESH).minusMillis(1);
        assertThat(audits.of(hosts, LONG).get("docker-01")).isSameAs(first);
        clock.now = clock.now.plusMillis(1);
        assertThat(of(audits.of(hosts, LONG).get("docker-01"), "unlimited-2")).isNotEmpty();
    }

    @Test
    void unresponsiveHostDoesNotDelayOthers() throws Exception {
        DockerHost gone = DockerHost.parse("unix:///nowhere/docker.sock", Map.of());
        assertThat(audits.of(Map.of("gone", gone), LONG).get("gone").error()).contains("there is no such socket");

        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            DockerHost mute = DockerHost.parse("tcp://127.0.0.1:" + silent.getLocalPort(), Map.of());
            Map<String, DockerHost> both = Map.of("mute", mute, "docker-01", engine.host());
            long begin = System.nanoTime();

            Map<String, HostAudits.Result> results = audits.of(both, Duration.ofSeconds(5));

            assertThat(results).containsOnlyKeys("docker-01");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
            assertThat(audits.of(both, Duration.ofMillis(1))).containsOnlyKeys("docker-01");
        }
    }

    private void run(String name, String build) {
        engine.run(
                name,
                DockerEngine.IMAGE,
                "exec sleep 600",
                create -> create.withEnv("JOB_NAME=phone-book", "BUILD_NUMBER=" + build, "BUILD_URL=http://ci/x/"));
    }

    private static List<Finding> of(HostAudits.Result result, String container) {
        return result.report().findings().stream()
                .filter(finding -> finding.container().equals(container))
                .toList();
    }

    /** Stands still but for the test. */
    private static final class SetClock implements InstantSource {

        private Instant now = Instant.parse("2026-11-24T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }
    }
}
