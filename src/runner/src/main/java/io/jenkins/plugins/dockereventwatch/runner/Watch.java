package io.jenkins.plugins.dockereventwatch.runner;

import io.jenkins.plugins.dockereventwatch.alert.ChannelTimes;
import io.jenkins.plugins.dockereventwatch.alert.Composer;
import io.jenkins.plugins.dockereventwatch.alert.Delivery;
import io.jenkins.plugins.dockereventwatch.alert.NoticeDelivery;
import io.jenkins.plugins.dockereventwatch.alert.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderLinks;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.reminder.Reminders;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.watch.EventProcessor;
import io.jenkins.plugins.dockereventwatch.watch.HostWatch;
import io.jenkins.plugins.dockereventwatch.watch.KnownContainers;
import io.jenkins.plugins.dockereventwatch.watch.LogMask;
import io.jenkins.plugins.dockereventwatch.watch.WatchTimes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Several hosts watched by one configuration. */
final class Watch implements AutoCloseable {

    private static final Duration LAST_DELIVERIES = Duration.ofMillis(1500);

    private final Store store;
    private final Delivery delivery;
    private final Reminders reminders;
    private final List<KnownContainers> containers = new ArrayList<>();
    private final List<EventProcessor> processors = new ArrayList<>();
    private final List<HostWatch> watches = new ArrayList<>();
    private final Optional<ReminderSettings> reminding;

    /**
     * Prepares it.
     *
     * @param store what outlives the program; closed with this
     * @param hosts by their names for people
     */
    Watch(Store store, Map<String, DockerHost> hosts, WatchConfiguration configuration) throws StoreException {
        Clock clock = Clock.systemUTC();
        this.store = store;
        delivery = new Delivery(
                store,
                configuration.notifiers(),
                new Composer(clock, ZoneId.systemDefault()),
                RetryPolicy.DEFAULT,
                ChannelTimes.DEFAULT);
        reminders = new Reminders(store, new NoticeDelivery(clock, ChannelTimes.DEFAULT), ReminderLinks.NONE, clock);
        reminding = configuration.reminders();
        hosts.forEach((label, host) -> {
            KnownContainers known = new KnownContainers(label, LogMask.NONE, KnownContainers.PATIENCE);
            EventProcessor processor = new EventProcessor(
                    label, configuration.filters(), configuration.rules(), known::contextOf, delivery::submit);
            containers.add(known);
            processors.add(processor);
            watches.add(new HostWatch(
                    host,
                    label,
                    configuration.filters(),
                    WatchTimes.DEFAULT,
                    clock,
                    processor::accept,
                    known,
                    delivery.cursor(label)));
        });
    }

    void start() {
        watches.forEach(HostWatch::start);
        reminders.change(reminding);
    }

    /** Goes on by another configuration. */
    void change(WatchConfiguration configuration) {
        delivery.replaceNotifiers(configuration.notifiers());
        processors.forEach(processor -> processor.replaceRules(configuration.filters(), configuration.rules()));
        watches.forEach(watch -> watch.changeFilters(configuration.filters()));
        reminders.change(configuration.reminders());
    }

    /** Stops within five seconds; what is on its way to a server that answers still gets there. */
    @Override
    public void close() {
        List<Thread> closing =
                watches.stream().map(watch -> new Thread(watch::close)).toList();
        closing.forEach(Thread::start);
        reminders.close();
        try {
            for (Thread thread : closing) {
                thread.join();
            }
            delivery.awaitIdle(LAST_DELIVERIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        containers.forEach(KnownContainers::close);
        delivery.close();
        store.close();
    }
}
