package io.jenkins.plugins.dockereventwatch.runner.server;

import io.jenkins.plugins.dockereventwatch.watch.HealthSource;
import io.jenkins.plugins.dockereventwatch.watch.HostStatus;
import io.jenkins.plugins.dockereventwatch.watch.WatchHealth;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The metrics of a watch for Prometheus. Their names begin with {@code docker_event_watch_}. */
public final class WatchMetrics {

    private static final String PREFIX = "docker.event.watch.";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HealthSource health;

    /** The health at the current scrape. */
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
                now -> now.deliveries().delivered());
        counter(
                "alerts.failed",
                "alerts that were discarded",
                now -> now.deliveries().failed());
        gauge(
                "alerts.waiting",
                "messages to be delivered",
                now -> now.deliveries().waiting());
        gauge(
                "state.healthy",
                "1 if the state can be written",
                now -> now.stateError().isEmpty() ? 1 : 0);
        gauge(
                "threads.failing",
                "threads with an unexpected error",
                now -> now.errors().size());
        for (String host : hosts) {
            host(host, "host.connected", "1 if the event stream is open", status -> status.connected() ? 1 : 0);
            hostCounter(
                    host,
                    "host.events",
                    "received events",
                    status -> status.counts().events());
            hostCounter(
                    host,
                    "host.reconnects",
                    "reconnections of the event stream",
                    status -> status.counts().reconnects());
            hostCounter(
                    host,
                    "host.malformed",
                    "lines that are not events",
                    status -> status.counts().malformed());
            hostCounter(
                    host,
                    "host.gaps",
                    "gaps in the event stream",
                    status -> status.counts().gaps());
            hostCounter(
                    host,
                    "host.found",
                    "ended containers that were found after a gap",
                    status -> status.counts().found());
            hostCounter(
                    host,
                    "host.probes",
                    "answered probes of a silent engine",
                    status -> status.counts().probes());
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private void counter(String name, String description, ToDoubleFunction<WatchHealth> value) {
        FunctionCounter.builder(PREFIX + name, this, metrics -> value.applyAsDouble(metrics.now))
                .description(description)
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<WatchHealth> value) {
        Gauge.builder(PREFIX + name, this, metrics -> value.applyAsDouble(metrics.now))
                .description(description)
                .register(registry);
    }

    private void host(String host, String name, String description, ToDoubleFunction<HostStatus> value) {
        Gauge.builder(PREFIX + name, this, metrics -> metrics.of(host, value))
                .description(description)
                .tag("host", host)
                .register(registry);
    }

    private void hostCounter(String host, String name, String description, ToDoubleFunction<HostStatus> value) {
        FunctionCounter.builder(PREFIX + name, this, metrics -> metrics.of(host, value))
                .description(description)
                .tag("host", host)
                .register(registry);
    }

    private double of(String host, ToDoubleFunction<HostStatus> value) {
        HostStatus status = now.hosts().get(host);
        return status == null ? 0 : value.applyAsDouble(status);
    }

    /** All metrics in the Prometheus text format, as of one moment. */
    public synchronized String text() {
        now = health.health();
        return registry.scrape();
    }
}
