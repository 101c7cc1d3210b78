package io.jenkins.plugins.dockereventwatch.overview.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.alert.BuildClaims;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.audit.AuditReport;
import io.jenkins.plugins.dockereventwatch.audit.ContainerAudit;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The last audits of the watched hosts. An audit is started on request in a separate thread, at most one per host at a
 * time, and only when the last result is outdated. Reloading a page or an unresponsive host therefore never blocks.
 */
final class HostAudits {

    private static final Logger LOG = Logger.getLogger(HostAudits.class.getName());
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(20);

    private final Clock clock;
    private final Duration fresh;
    private final Executor threads;
    private final Map<String, Entry> entries = new HashMap<>();

    /** @param fresh how long a result is valid */
    HostAudits(Clock clock, Duration fresh, Executor threads) {
        this.clock = clock;
        this.fresh = fresh;
        this.threads = threads;
    }

    private static final class Entry {

        private final DockerHost host;
        private volatile CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
        /** Null before the first result. */
        private volatile Result last;

        Entry(DockerHost host) {
            this.host = host;
        }
    }

    /**
     * The result of an audit.
     *
     * @param at the time of the audit
     * @param report the report, or null if the audit failed
     * @param builds the builds that containers with findings claim to belong to, by container ID
     * @param error why the audit failed; otherwise empty
     */
    record Result(Instant at, AuditReport report, Map<String, BuildReference> builds, String error) {}

    /**
     * Returns the last result of each host. Starts audits where needed, and waits for them.
     *
     * @param hosts the hosts by name; results of other hosts are dropped
     * @param timeout the total time to wait for audits in progress
     * @return the results by host name, without hosts that have no result yet
     */
    Map<String, Result> of(Map<String, DockerHost> hosts, Duration timeout) throws InterruptedException {
        List<Entry> current = start(hosts);
        try {
            CompletableFuture.allOf(current.stream().map(entry -> entry.running).toArray(CompletableFuture[]::new))
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.log(Level.FINE, "Some audits are still in progress", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("An audit failed unexpectedly", e);
        }
        Map<String, Result> results = new HashMap<>();
        Iterator<Entry> entry = current.iterator();
        hosts.keySet().forEach(name -> {
            Result last = entry.next().last;
            if (last != null) {
                results.put(name, last);
            }
        });
        return results;
    }

    /** Starts the outdated audits, and returns the entries of the hosts in the given order. */
    private synchronized List<Entry> start(Map<String, DockerHost> hosts) {
        entries.keySet().retainAll(hosts.keySet());
        List<Entry> current = new ArrayList<>();
        hosts.forEach((name, host) -> {
            Entry entry = entries.compute(
                    name, (key, known) -> known == null || !known.host.equals(host) ? new Entry(host) : known);
            boolean outdated =
                    entry.last == null || !entry.last.at().plus(fresh).isAfter(clock.instant());
            if (entry.running.isDone() && outdated) {
                entry.running = CompletableFuture.runAsync(() -> entry.last = audit(host), threads);
            }
            current.add(entry);
        });
        return current;
    }

    private Result audit(DockerHost host) {
        Instant now = clock.instant();
        Map<String, BuildReference> builds = new HashMap<>();
        try (DockerConnection connection = DockerConnection.open(host, RESPONSE_TIMEOUT)) {
            AuditReport report = new ContainerAudit(connection, host).report(container -> addBuild(container, builds));
            return new Result(now, report, builds, "");
        } catch (IOException | RuntimeException e) {
            return new Result(now, null, Map.of(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(now, null, Map.of(), "interrupted");
        }
    }

    private static void addBuild(JsonNode container, Map<String, BuildReference> builds) {
        BuildClaims.ofContainer(container)
                .ifPresent(build -> builds.put(container.path("Id").asText(), build));
    }
}
