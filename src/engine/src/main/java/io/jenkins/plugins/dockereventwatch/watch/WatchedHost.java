package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerContextCache;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerSelection;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A followed host and what is known about it. */
public final class WatchedHost implements AutoCloseable {

    private static final int RECENT_EVENTS = 500;
    private static final long RECENT_SIZE = 4 << 20;

    private final DockerHost host;
    private final ContainerContextCache containers;
    private final WorkerErrors errors = new WorkerErrors();
    private final PendingAlerts pending;
    private final EventProcessor processor;
    private final HostWatch watch;
    private final RecentEvents recent = new RecentEvents(RECENT_EVENTS, RECENT_SIZE);
    private final Activity activity;

    WatchedHost(String label, DockerHost host, EventFilters filters, RuleSet rules, WatchDependencies dependencies) {
        this.host = host;
        this.activity = new Activity(dependencies.clock());
        this.containers = new ContainerContextCache(
                label, dependencies.redactor(), dependencies.clock(), ContainerContextCache.ANSWER_TIMEOUT, errors);
        HostCursor cursor = dependencies.cursors().cursor(label);
        this.pending = new PendingAlerts(
                label,
                containers,
                dependencies.contexts(),
                cursor,
                alert -> {
                    dependencies.alerts().accept(alert);
                    activity.countAlerts(1);
                },
                errors);
        this.processor = new EventProcessor(label, filters, rules, pending::submit);
        this.watch = new HostWatch(
                host,
                label,
                filters,
                WatchTimeouts.DEFAULT,
                dependencies.clock(),
                new ProcessingListener(cursor, errors, containers, pending, this::process));
    }

    private void process(DockerEvent event) {
        recent.add(event);
        activity.countEvent();
        processor.accept(event);
    }

    void start() {
        watch.start();
    }

    void select(ContainerSelection selection) {
        containers.select(selection);
    }

    void change(EventFilters filters, RuleSet rules) {
        processor.replaceRules(filters, rules);
        watch.changeFilters(filters);
    }

    /** Returns the address of the engine. */
    public DockerHost host() {
        return host;
    }

    /** Returns the state of the connection and counters. */
    public HostStatus status() {
        return watch.status();
    }

    /**
     * Returns the latest states of the selected containers; empty if they are not known. Starts reading them if that is due,
     * so that they are current as long as this is called.
     */
    public Optional<ContainerSnapshot> states() {
        return containers.states();
    }

    Map<String, String> errors() {
        return errors.current();
    }

    /** Returns the most recent events, latest first. */
    public List<DockerEvent> latestEvents() {
        return recent.latestFirst();
    }

    /** Returns the activity of the last day. */
    public Activity activity() {
        return activity;
    }

    /** Stops following the host; returns within two seconds. */
    @Override
    public void close() {
        watch.close();
        pending.close();
        containers.close();
    }
}
