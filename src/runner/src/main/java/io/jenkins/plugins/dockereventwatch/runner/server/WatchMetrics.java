package io.jenkins.plugins.dockereventwatch.runner.server;

import io.jenkins.plugins.dockereventwatch.watch.HostStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** A watch's numbers for Prometheus. Names begin with {@code docker_event_watch_}. */
public final class WatchMetrics {

    private static final String PREFIX = "docker.event.watch.";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Supplier<WatchHealth> health;

    /** As of the scrape that goes on. */
    private WatchHealth now;

    /**
     * Prepares them.
     *
     * @param hosts names of the hosts, for people
     */
    public WatchMetrics(Set<String> hosts, Supplier<WatchHealth> health) {
        this.health = health;
        this.now = health.get();
        counter(
                "alerts.delivered",
                "messages that a server took",
                now -> now.deliveries().delivered());
        counter(
                "alerts.failed",
                "alerts that were given up",
                now -> now.deliveries().failed());
        gauge(
                "alerts.waiting",
                "messages not yet delivered",
                now -> now.deliveries().waiting());
        gauge(
                "state.healthy",
                "whether the state can be written",
                now -> now.stateTrouble().isEmpty() ? 1 : 0);
        for (String host : hosts) {
            host(host, "host.connected", "whether the event stream is open", status -> status.connected() ? 1 : 0);
            hostCounter(host, "host.events", "events seen", HostStatus::events);
            hostCounter(host, "host.reconnects", "times the stream had to be opened again", HostStatus::reconnects);
            hostCounter(host, "host.malformed", "lines that were no events", HostStatus::malformed);
            hostCounter(
                    host,
                    "host.gaps",
                    "times the engine did not tell all that had happened",
                    status -> status.counts().gaps());
            hostCounter(
                    host,
                    "host.found",
                    "ends of containers that were found by their states",
                    status -> status.counts().found());
            hostCounter(
                    host,
                    "host.probes",
                    "times a silent engine was asked whether it lives, and did",
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

    /** All of them in Prometheus' text format, as of one moment. */
    public synchronized String text() {
        now = health.get();
        return registry.scrape();
    }
}
