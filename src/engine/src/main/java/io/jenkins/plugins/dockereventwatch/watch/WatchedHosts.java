package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerSelection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The followed hosts and the rules that apply to them. Thread-safe. */
public final class WatchedHosts implements AutoCloseable {

    private final WatchDependencies dependencies;
    private Map<String, WatchedHost> hosts = Map.of();
    private ContainerSelection selection = ContainerSelection.NONE;
    private boolean closed;

    public WatchedHosts(WatchDependencies dependencies) {
        this.dependencies = dependencies;
    }

    /**
     * Follows exactly these hosts from now on. A host whose address is unchanged is followed without interruption.
     *
     * @param wanted the hosts by label
     * @param filters the events to consider
     * @param rules the rules that select events to alert
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
                WatchedHost added = new WatchedHost(label, host, filters, rules, dependencies);
                added.select(selection);
                added.start();
                next.put(label, added);
            }
        });
        hosts = Collections.unmodifiableMap(next);
    }

    /** Reads the states of the selected containers from now on. */
    public synchronized void select(ContainerSelection selected) {
        selection = selected;
        hosts.values().forEach(host -> host.select(selected));
    }

    /** Returns the followed hosts by label, in the order given. */
    public synchronized Map<String, WatchedHost> all() {
        return hosts;
    }

    /** Returns the unexpected errors of threads that have not recovered yet, by thread. */
    public Map<String, String> errors() {
        Map<String, String> errors = new HashMap<>();
        all().values().forEach(host -> errors.putAll(host.errors()));
        return errors;
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

    /** Stops following all hosts; returns within two seconds. */
    @Override
    public synchronized void close() {
        closed = true;
        closeAll(hosts.values());
        hosts = Map.of();
    }
}
