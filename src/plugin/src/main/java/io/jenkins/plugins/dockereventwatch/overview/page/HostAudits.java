package io.jenkins.plugins.dockereventwatch.overview.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.audit.AuditReport;
import io.jenkins.plugins.dockereventwatch.audit.ContainerAudit;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerBuild;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The last audits of the watched hosts. An audit is started on request in a separate thread, at most one per host at a
 * time, and only when the last result is outdated. Reloading a page or an unresponsive host therefore never blocks.
 */
final class HostAudits {

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final Clock clock;
    private final Duration fresh;
    private final Executor threads;
    private final Map<String, Entry> entries = new HashMap<>();

    /**
     * Creates an empty cache.
     *
     * @param fresh how long a result is valid
     * @param threads runs the audits
     */
    HostAudits(Clock clock, Duration fresh, Executor threads) {
        this.clock = clock;
        this.fresh = fresh;
        this.threads = threads;
    }

    /** The last result for a host, and its audit in progress. */
    private static final class Entry {

        private final DockerHost host;
        private Look last;
        private CompletableFuture<Look> running;

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
     * @param trouble why the audit failed; otherwise empty
     */
    record Look(Instant at, AuditReport report, Map<String, BuildReference> builds, String trouble) {}

    /**
     * Returns the last result of each host. Starts audits where needed, and waits for them up to {@code patience}.
     *
     * @param hosts the hosts by name; results of other hosts are dropped
     * @param patience the total time to wait for audits in progress
     * @return the results by host name, without hosts that have no result yet
     */
    Map<String, Look> of(Map<String, DockerHost> hosts, Duration patience) throws InterruptedException {
        Map<String, CompletableFuture<Look>> running = begin(hosts);
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            while (running.values().stream().anyMatch(look -> !look.isDone())) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    break;
                }
                wait(left);
            }
            Map<String, Look> looks = new HashMap<>();
            hosts.keySet().forEach(name -> {
                Entry entry = entries.get(name);
                if (entry != null && entry.last != null) {
                    looks.put(name, entry.last);
                }
            });
            return looks;
        }
    }

    private synchronized Map<String, CompletableFuture<Look>> begin(Map<String, DockerHost> hosts) {
        entries.keySet().retainAll(hosts.keySet());
        Map<String, CompletableFuture<Look>> running = new HashMap<>();
        hosts.forEach((name, host) -> {
            Entry entry = entries.get(name);
            if (entry == null || !entry.host.equals(host)) {
                entry = new Entry(host);
                entries.put(name, entry);
            }
            boolean isOld = entry.last == null || !entry.last.at().plus(fresh).isAfter(clock.instant());
            if (entry.running == null && isOld) {
                Entry own = entry;
                CompletableFuture<Look> look = new CompletableFuture<>();
                entry.running = look;
                threads.execute(() -> end(own, look, look(host)));
            }
            if (entry.running != null) {
                running.put(name, entry.running);
            }
        });
        return running;
    }

    private synchronized void end(Entry entry, CompletableFuture<Look> running, Look look) {
        entry.last = look;
        entry.running = null;
        running.complete(look);
        notifyAll();
    }

    private Look look(DockerHost host) {
        Instant now = clock.instant();
        Map<String, BuildReference> builds = new HashMap<>();
        try (DockerConnection connection = DockerConnection.open(host, ANSWER)) {
            AuditReport report = new ContainerAudit(connection, host).report(container -> addBuild(container, builds));
            return new Look(now, report, builds, "");
        } catch (IOException | RuntimeException e) {
            return new Look(now, null, Map.of(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Look(now, null, Map.of(), "interrupted");
        }
    }

    private static void addBuild(JsonNode container, Map<String, BuildReference> builds) {
        ContainerBuild.of(container)
                .ifPresent(build -> builds.put(container.path("Id").asText(), build));
    }
}
