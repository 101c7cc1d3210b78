package io.jenkins.plugins.dockereventwatch.service;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.availability.AvailabilityMonitor;
import io.jenkins.plugins.dockereventwatch.availability.HostSnapshot;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.delivery.Delivery;
import io.jenkins.plugins.dockereventwatch.heartbeat.Heartbeat;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.outbox.AlertSource;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryProblem;
import io.jenkins.plugins.dockereventwatch.reminder.Reminders;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.watch.ContextResolver;
import io.jenkins.plugins.dockereventwatch.watch.HealthSource;
import io.jenkins.plugins.dockereventwatch.watch.HostStatus;
import io.jenkins.plugins.dockereventwatch.watch.WatchDependencies;
import io.jenkins.plugins.dockereventwatch.watch.WatchHealth;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHost;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHosts;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Watches Docker hosts by a configuration, which can be replaced at any time. Thread-safe.
 *
 * <p>Only the parts whose configuration differs are changed: a host that stays is followed without a gap.
 */
public final class WatchService implements HealthSource, AutoCloseable {

    private static final String COMPLETE = "complete alerts";
    private static final Duration LAST_DELIVERIES = Duration.ofMillis(1500);

    private final Clock clock;
    private final Store store;
    private final ContextResolver contexts;
    private final AlertInterceptor interceptor;
    private final Delivery delivery;
    private final WatchedHosts hosts;
    private final Reminders reminders;
    private final Heartbeat heartbeat;
    private final AvailabilityMonitor availability;
    private final WorkerErrors errors = new WorkerErrors();

    private volatile WatchConfiguration configuration = WatchConfiguration.EMPTY;

    /** Guarded by this. */
    private boolean closed;

    /**
     * Starts a service that watches no host until a configuration is applied.
     *
     * @param store the state, which the caller closes after the service
     * @throws StoreException if the state cannot be written
     */
    public WatchService(Store store, WatchIntegrations integrations, Clock clock) throws StoreException {
        this.clock = clock;
        this.store = store;
        this.contexts = integrations.contexts();
        this.interceptor = integrations.alerts();
        delivery = new Delivery(
                store,
                configuration.notifiers(),
                clock.withZone(ZoneId.systemDefault()),
                RetryPolicy.DELIVERY,
                TransportTimeouts.DEFAULT);
        delivery.replacePolicies(configuration.policies());
        hosts = new WatchedHosts(new WatchDependencies(
                clock, integrations.redactor(), integrations.contexts(), delivery::cursor, this::submit));
        reminders = new Reminders(store, integrations.reminderLinks(), clock);
        heartbeat = new Heartbeat(store, this, clock);
        availability = new AvailabilityMonitor(store, this::snapshots, this::record, clock);
    }

    private void submit(Alert alert) {
        intercept(alert).ifPresent(delivery::submit);
    }

    private Map<String, HostSnapshot> snapshots() {
        Map<String, HostSnapshot> snapshots = new LinkedHashMap<>();
        hosts.all().forEach((label, host) -> snapshots.put(label, new HostSnapshot(host.status(), host.states())));
        return snapshots;
    }

    private void record(AlertSource source) throws StoreException {
        delivery.record((sql, now, routing) -> source.alerts(sql, now, routing).stream()
                .map(alert -> alert.withKnown(contexts.resolve(alert.context())))
                .flatMap(alert -> intercept(alert).stream())
                .toList());
    }

    /** Returns the alert unchanged if the front end fails, so that it is not lost. */
    private Optional<Alert> intercept(Alert alert) {
        try {
            Optional<Alert> completed = interceptor.intercept(alert);
            errors.succeeded(COMPLETE);
            return completed;
        } catch (RuntimeException | Error e) {
            errors.failed(COMPLETE, e);
            return Optional.of(alert);
        }
    }

    /** Applies a configuration. Does nothing if it equals the current one, or if the service is closed. */
    public synchronized void apply(WatchConfiguration next) {
        WatchConfiguration current = configuration;
        if (closed || next.equals(current)) {
            return;
        }
        // Alerts of new rules need the new policies and notifiers.
        boolean hostsMonitored = next.monitoring().availability().hosts().isPresent();
        delivery.replacePolicies(next.policies().withHostsMonitored(hostsMonitored));
        delivery.replaceNotifiers(next.notifiers());
        hosts.select(next.monitoring().availability());
        hosts.follow(next.hosts(), next.filters(), next.rules());
        if (!next.monitoring().availability().equals(current.monitoring().availability())) {
            availability.change(next.monitoring().availability());
        }
        if (!next.monitoring().reminders().equals(current.monitoring().reminders())) {
            reminders.change(next.monitoring().reminders());
        }
        if (!next.monitoring().heartbeat().equals(current.monitoring().heartbeat())) {
            heartbeat.change(next.monitoring().heartbeat());
        }
        configuration = next;
    }

    /** Reads the hosts whose updates are tracked soon. Does nothing if there are none. */
    public void readHostsSoon() {
        reminders.readSoon();
    }

    /** The state. */
    public Store store() {
        return store;
    }

    /** The watched hosts by label, in the configured order. */
    public Map<String, WatchedHost> hosts() {
        return hosts.all();
    }

    /** The notifiers whose messages are not delivered at present. */
    public List<DeliveryProblem> deliveryProblems() {
        return delivery.notifierProblems();
    }

    @Override
    public WatchHealth health() {
        Map<String, HostStatus> statuses = new LinkedHashMap<>();
        hosts.all().forEach((label, host) -> statuses.put(label, host.status()));
        Map<String, String> all = new TreeMap<>(errors.current());
        all.putAll(delivery.errors());
        all.putAll(hosts.errors());
        all.putAll(reminders.errors());
        all.putAll(heartbeat.errors());
        all.putAll(availability.errors());
        return new WatchHealth(statuses, delivery.statistics(), delivery.stateError(), all, clock.instant());
    }

    /** Stops within five seconds. Messages that are being sent to a responding server are still delivered. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        reminders.close();
        heartbeat.close();
        availability.close();
        hosts.close();
        try {
            delivery.awaitIdle(LAST_DELIVERIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delivery.close();
    }
}
