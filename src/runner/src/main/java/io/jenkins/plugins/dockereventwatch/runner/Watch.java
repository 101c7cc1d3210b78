package io.jenkins.plugins.dockereventwatch.runner;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.delivery.Delivery;
import io.jenkins.plugins.dockereventwatch.delivery.MessageComposer;
import io.jenkins.plugins.dockereventwatch.delivery.NoticeDelivery;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.heartbeat.Heartbeat;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderLinks;
import io.jenkins.plugins.dockereventwatch.reminder.Reminders;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.runner.server.WatchHealth;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.watch.HostStatus;
import io.jenkins.plugins.dockereventwatch.watch.LogRedactor;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHosts;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/** Several hosts watched by one configuration. */
public final class Watch implements AutoCloseable {

    private static final Duration LAST_DELIVERIES = Duration.ofMillis(1500);

    private final Clock clock = Clock.systemUTC();
    private final Store store;
    private final Map<String, DockerHost> hosts;
    private final Delivery delivery;
    private final Reminders reminders;
    private final Heartbeat heartbeat;
    private final WatchedHosts watched;
    private final WatchConfiguration first;

    /**
     * Prepares it.
     *
     * @param store what outlives the program; closed with this
     * @param hosts by their names for people
     */
    public Watch(Store store, Map<String, DockerHost> hosts, WatchConfiguration configuration) throws StoreException {
        this.store = store;
        this.hosts = hosts;
        this.first = configuration;
        delivery = new Delivery(
                store,
                configuration.notifiers(),
                new MessageComposer(clock, ZoneId.systemDefault()),
                RetryPolicy.DELIVERY,
                TransportTimeouts.DEFAULT);
        delivery.replaceHandlings(configuration.handlings());
        reminders =
                new Reminders(store, new NoticeDelivery(clock, TransportTimeouts.DEFAULT), ReminderLinks.NONE, clock);
        watched = new WatchedHosts(clock, LogRedactor.NONE, context -> context, delivery::cursor, delivery::submit);
        heartbeat = new Heartbeat(store, watched::sights, clock);
    }

    public void start() {
        watched.follow(hosts, first.filters(), first.rules());
        reminders.change(first.reminders());
        heartbeat.change(first.heartbeat());
    }

    /** How it is doing. */
    public WatchHealth health() {
        Map<String, HostStatus> statuses = new TreeMap<>();
        watched.all().forEach((label, host) -> statuses.put(label, host.status()));
        return new WatchHealth(statuses, delivery.statistics(), delivery.trouble(), clock.instant());
    }

    /** Goes on by another configuration. */
    public void change(WatchConfiguration configuration) {
        delivery.replaceNotifiers(configuration.notifiers());
        delivery.replaceHandlings(configuration.handlings());
        watched.follow(hosts, configuration.filters(), configuration.rules());
        reminders.change(configuration.reminders());
        heartbeat.change(configuration.heartbeat());
    }

    /** Stops within five seconds; what is on its way to a server that answers still gets there. */
    @Override
    public void close() {
        reminders.close();
        heartbeat.close();
        watched.close();
        try {
            delivery.awaitIdle(LAST_DELIVERIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delivery.close();
        store.close();
    }
}
