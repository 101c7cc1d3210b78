package io.jenkins.plugins.dockereventwatch.runner.server;

import io.jenkins.plugins.dockereventwatch.watch.HealthSource;
import io.jenkins.plugins.dockereventwatch.watch.HostStatus;
import io.jenkins.plugins.dockereventwatch.watch.HostStatus.Counts;
import io.jenkins.plugins.dockereventwatch.watch.WatchHealth;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The metrics of a watch for Prometheus. Their names begin with {@code docker_event_watch_}. */
public final class WatchMetrics {

    private static final String PREFIX = "docker.event.watch.";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HealthSource health;

    private WatchHealth now;

    /**
     * Registers the metrics.
     *
     * @param hosts the labels of the hosts
     */
    public WatchMetrics(Set<String> hosts, HealthSource health) {
        this.health = health;
        this.now = health.health();
        counter(
                "alerts.delivered",
                "delivered messages",
                Tags.empty(),
                now -> now.deliveries().delivered());
        counter(
                "alerts.failed",
                "alerts that were discarded",
                Tags.empty(),
                now -> now.deliveries().failed());
        gauge(
                "alerts.waiting",
                "messages to be delivered",
                Tags.empty(),
                now -> now.deliveries().waiting());
        gauge(
                "state.healthy",
                "1 if the state can be written",
                Tags.empty(),
                now -> now.stateError().isEmpty() ? 1 : 0);
        gauge(
                "threads.failing",
                "threads with an unexpected error",
                Tags.empty(),
                now -> now.errors().size());
        for (String host : hosts) {
            gauge(
                    "host.connected",
                    "1 if the event stream is open",
                    Tags.of("host", host),
                    now -> Optional.ofNullable(now.hosts().get(host))
                                    .filter(HostStatus::connected)
                                    .isPresent()
                            ? 1
                            : 0);
            hostCounter(host, "events", "received events", Counts::events);
            hostCounter(host, "reconnects", "reconnections of the event stream", Counts::reconnects);
            hostCounter(
                    host,
                    "malformed",
                    "lines that are not events",
                    counts -> counts.defects().malformed());
            hostCounter(
                    host,
                    "truncated",
                    "events that were too large",
                    counts -> counts.defects().truncated());
            hostCounter(host, "gaps", "gaps in the event stream", Counts::gaps);
            hostCounter(
                    host,
                    "found",
                    "ended containers that were found after a gap",
                    counts -> counts.found().deaths());
            hostCounter(host, "probes", "answered probes of a silent engine", Counts::probes);
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private void counter(String name, String description, Tags tags, ToDoubleFunction<WatchHealth> value) {
        FunctionCounter.builder(PREFIX + name, this, metrics -> value.applyAsDouble(metrics.now))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private void gauge(String name, String description, Tags tags, ToDoubleFunction<WatchHealth> value) {
        Gauge.builder(PREFIX + name, this, metrics -> value.applyAsDouble(metrics.now))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private void hostCounter(String host, String name, String description, ToDoubleFunction<Counts> value) {
        counter("host." + name, description, Tags.of("host", host), now -> {
            HostStatus status = now.hosts().get(host);
            return status == null ? 0 : value.applyAsDouble(status.counts());
        });
    }

    /** All metrics in the Prometheus text format, as of one moment. */
    public synchronized String text() {
        now = health.health();
        return registry.scrape();
    }
}
