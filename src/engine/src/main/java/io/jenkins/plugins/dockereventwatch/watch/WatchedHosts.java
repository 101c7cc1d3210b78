package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.heartbeat.HostConnection;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * All hosts that are followed, by one set of rules. A change begins and ends only what is not the same any more: a host
 * that stays where it was goes on without a gap.
 */
public final class WatchedHosts implements AutoCloseable {

    private final Clock clock;
    private final LogRedactor mask;
    private final UnaryOperator<AlertContext> contexts;
    private final Function<String, HostCursor> cursors;
    private final Consumer<Alert> alerts;
    private Map<String, WatchedHost> hosts = Map.of();
    private boolean closed;

    /**
     * Follows none yet.
     *
     * @param clock tells the time
     * @param mask hides secrets in what containers wrote
     * @param contexts checks and completes what a container claims, on a thread of its host
     * @param cursors where an earlier watch of a host stopped, by the host's name for people
     * @param alerts gets each alert, on a thread of its host; must not wait
     */
    public WatchedHosts(
            Clock clock,
            LogRedactor mask,
            UnaryOperator<AlertContext> contexts,
            Function<String, HostCursor> cursors,
            Consumer<Alert> alerts) {
        this.clock = clock;
        this.mask = mask;
        this.contexts = contexts;
        this.cursors = cursors;
        this.alerts = alerts;
    }

    /**
     * Follows these hosts from now on, and no others.
     *
     * @param wanted by their names for people
     * @param filters which events count at all
     * @param rules which of them alert whom
     */
    public synchronized void follow(Map<String, DockerHost> wanted, EventFilters filters, RuleSet rules) {
        if (closed) {
            return;
        }
        List<WatchedHost> ended = new ArrayList<>();
        hosts.forEach((label, host) -> {
            if (!host.host().equals(wanted.get(label))) {
                ended.add(host);
            }
        });
        closeAll(ended);
        Map<String, WatchedHost> next = new LinkedHashMap<>();
        wanted.forEach((label, host) -> {
            WatchedHost known = hosts.get(label);
            if (known != null && known.host().equals(host)) {
                known.change(filters, rules);
                next.put(label, known);
            } else {
                WatchedHost added = new WatchedHost(
                        label, host, filters, rules, mask, clock, contexts, cursors.apply(label), alerts);
                added.start();
                next.put(label, added);
            }
        });
        hosts = Collections.unmodifiableMap(next);
    }

    /** Those that are followed, by their names for people, in the order given. */
    public synchronized Map<String, WatchedHost> all() {
        return hosts;
    }

    /** How they are followed at present, for heartbeat mails. */
    public Map<String, HostConnection> sights() {
        Map<String, HostConnection> sights = new LinkedHashMap<>();
        all().forEach((label, host) -> {
            HostStatus status = host.status();
            sights.put(
                    label,
                    new HostConnection(status.connected(), status.since(), Optional.ofNullable(status.trouble())));
        });
        return sights;
    }

    private static void closeAll(Collection<WatchedHost> closing) {
        List<Thread> threads =
                closing.stream().map(host -> new Thread(host::close)).toList();
        threads.forEach(Thread::start);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all within two seconds. */
    @Override
    public synchronized void close() {
        closed = true;
        closeAll(hosts.values());
        hosts = Map.of();
    }
}
