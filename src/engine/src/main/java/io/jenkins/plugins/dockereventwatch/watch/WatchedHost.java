package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A host that is followed, and what is known of it. */
public final class WatchedHost implements AutoCloseable {

    private static final int RECENT_EVENTS = 500;
    private static final long RECENT_CHARACTERS = 2 << 20;

    private final DockerHost host;
    private final ContainerContextCache containers;
    private final PendingAlerts pending;
    private final EventProcessor processor;
    private final HostWatch watch;
    private final RecentEvents recent = new RecentEvents(RECENT_EVENTS, RECENT_CHARACTERS);
    private final Activity activity;

    WatchedHost(
            String label,
            DockerHost host,
            EventFilters filters,
            RuleSet rules,
            LogRedactor mask,
            Clock clock,
            UnaryOperator<AlertContext> contexts,
            HostCursor cursor,
            Consumer<Alert> alerts) {
        this.host = host;
        this.activity = new Activity(clock);
        this.containers = new ContainerContextCache(label, mask, ContainerContextCache.PATIENCE);
        this.pending = new PendingAlerts(label, containers, contexts, cursor, alert -> {
            activity.countAlerts(1);
            alerts.accept(alert);
        });
        this.processor = new EventProcessor(label, filters, rules, pending::submit);
        this.watch = new HostWatch(
                host, label, filters, WatchTimeouts.DEFAULT, clock, this::accept, containers, pending.cursor());
    }

    private void accept(DockerEvent event) {
        recent.add(event);
        activity.countEvent();
        processor.accept(event);
    }

    void start() {
        watch.start();
    }

    void change(EventFilters filters, RuleSet rules) {
        processor.replaceRules(filters, rules);
        watch.changeFilters(filters);
    }

    /** Where it is. */
    public DockerHost host() {
        return host;
    }

    /** How its watch stands. */
    public HostStatus status() {
        return watch.status();
    }

    /** The last events seen, latest first. */
    public List<DockerEvent> latestEvents() {
        return recent.latestFirst();
    }

    /** How much happened in the last day. */
    public Activity activity() {
        return activity;
    }

    /** Ends its watch within two seconds. */
    @Override
    public void close() {
        watch.close();
        pending.close();
        containers.close();
    }
}
