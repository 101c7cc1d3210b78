package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.alert.MemoryBudget;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.grouping.AlertRouterFactory;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.outbox.Counter;
import io.jenkins.plugins.dockereventwatch.outbox.CounterRepository;
import io.jenkins.plugins.dockereventwatch.outbox.CursorUpdate;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository.Queue;
import io.jenkins.plugins.dockereventwatch.outbox.Outbox;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxEntry;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Determines which messages a watch would have sent for recorded events of a host. Uses an outbox in memory with the clock
 * of the events, so that nothing waits and the same events always result in the same messages. For one thread.
 *
 * <p>Time never goes back: an event that is older than its predecessor is treated as if it happened at the same time. An
 * event that occurs twice causes one alert. Memory is limited: if too many alerts wait for a group, the group is sent early,
 * in several messages.
 */
public final class DeliveryReplay implements AutoCloseable {

    private static final String WATCHER = "replay";
    private static final long NEVER = Long.MAX_VALUE;

    /** The last millisecond that an event's time in nanoseconds can represent. */
    private static final long LATEST = TimeUnit.NANOSECONDS.toMillis(Long.MAX_VALUE);

    private static final int CLAIM_SIZE = 20;
    private static final int BATCH_SIZE = 500;
    private static final int DELETE_INTERVAL = 1000;

    private final String hostLabel;
    private final Map<String, Notifier> notifiers;
    private final NotificationPolicies policies;
    private final Clock messageClock;
    private final Receiver receiver;

    /** The time of the events in milliseconds since the epoch; never decreases. */
    private long now;

    private final Clock clock = ((InstantSource) () -> Instant.ofEpochMilli(now)).withZone(ZoneOffset.UTC);

    /** Created with the first alert, because most recordings have none. */
    private Optional<State> state = Optional.empty();

    /** The entries of the current time that are not in the outbox yet. */
    private final List<OutboxEntry> unwritten = new ArrayList<>();

    /** When something is due next, in milliseconds since the epoch. */
    private long nextDue = NEVER;

    private int sinceDeletion;
    private long duplicates;
    private boolean sentEarly;

    public interface Receiver {

        /** A message would have been sent. Called in the order of sending. */
        void message(ReplayedMessage message);

        /** A message could not be composed. */
        void failed(String notifier, DeliveryException reason);
    }

    private record State(Store store, Outbox outbox, Queue queue) {}

    private record Claimed(String notifier, PendingMessage pending) {}

    /**
     * @param hostLabel the host of the events
     * @param notifiers the notifiers by name
     * @param messageClock the dates of messages; its zone is the zone of times in messages
     */
    public DeliveryReplay(
            String hostLabel,
            Map<String, Notifier> notifiers,
            NotificationPolicies policies,
            Clock messageClock,
            Receiver receiver) {
        this.hostLabel = hostLabel;
        this.notifiers = new TreeMap<>(notifiers);
        this.policies = policies;
        this.messageClock = messageClock;
        this.receiver = receiver;
    }

    /** Advances to the time of an event and sends what is due before. To be called before the event's alerts. */
    public void reached(DockerEvent event) throws StoreException {
        long time = TimeUnit.NANOSECONDS.toMillis(event.timeNano());
        if (time > now || unwritten.size() >= BATCH_SIZE) {
            write();
            advanceTo(time);
        }
    }

    public void submit(Alert alert) {
        unwritten.add(new OutboxEntry.NewAlert(alert));
    }

    /** Reports the current event, which may end the waiting of an alert. To be called after the event's alerts. */
    public void onEvent(DockerEvent event) {
        boolean mayWait = state.isPresent() || !unwritten.isEmpty() || EventClassifier.isReplacement(event);
        if (mayWait && EventClassifier.isOfLife(event)) {
            unwritten.add(new OutboxEntry.ContainerEvent(hostLabel, event));
        }
    }

    /** Sends all waiting messages, as if no further event happened. */
    public void finish() throws StoreException {
        write();
        while (nextDue != NEVER) {
            advanceTo(nextDue);
        }
    }

    /** Returns the number of alerts that were ignored because their events had occurred before. */
    public long duplicates() {
        return duplicates;
    }

    /** Returns the number of alerts that were suppressed by a silence, an inhibition, or because what they report ended. */
    public long suppressed() throws StoreException {
        return state.isEmpty()
                ? 0
                : state.get()
                        .store
                        .transaction(sql -> new CounterRepository(sql).read())
                        .sum(Counter.SUPPRESSED);
    }

    /** Returns whether a group was sent early because of the memory limit. */
    public boolean isSentEarly() {
        return sentEarly;
    }

    private void write() throws StoreException {
        if (unwritten.isEmpty()) {
            return;
        }
        if (state.isEmpty()) {
            state = Optional.of(open());
        }
        // Includes all events of this millisecond.
        CursorUpdate cursor = CursorUpdate.to(Instant.ofEpochMilli(Math.min(now + 1, LATEST)));
        State current = state.get();
        duplicates +=
                current.outbox.record(unwritten, Map.of(hostLabel, cursor)).size();
        sinceDeletion += unwritten.size();
        unwritten.clear();
        sendDue(current);
        advanceTo(now);
        if (sinceDeletion >= DELETE_INTERVAL) {
            sinceDeletion = 0;
            freeMemory(current);
        }
    }

    private State open() throws StoreException {
        Store store = Store.open(new StateLocation.Memory());
        Outbox outbox = new Outbox(store, clock, new AlertRouterFactory(policies));
        return new State(store, outbox, new Queue(store, WATCHER, clock));
    }

    private void freeMemory(State current) throws StoreException {
        current.outbox.forget(policies.memory());
        while (current.outbox.shrink(MemoryBudget.ALERTS, MemoryBudget.CHARACTERS) && nextDue != NEVER) {
            sentEarly = true;
            advanceTo(nextDue);
        }
    }

    /** Advances the clock step by step; messages are sent at the times at which they become due. */
    private void advanceTo(long time) throws StoreException {
        while (nextDue <= time) {
            now = Math.max(now, nextDue);
            State current = state.orElseThrow();
            current.outbox.sendDue();
            sendDue(current);
        }
        now = Math.max(now, time);
    }

    /** Sends the messages that are due, in the order in which they were created, over all notifiers. */
    private void sendDue(State current) throws StoreException {
        List<Claimed> due = new ArrayList<>();
        for (String notifier : notifiers.keySet()) {
            current.queue.claim(notifier, CLAIM_SIZE).forEach(pending -> due.add(new Claimed(notifier, pending)));
        }
        due.sort(Comparator.comparingLong(one -> one.pending.entry().id()));
        for (Claimed one : due) {
            send(current.queue, one.notifier, one.pending);
        }
        nextDue = current.outbox.nextDue().orElse(NEVER);
    }

    private void send(Queue queue, String notifier, PendingMessage pending) throws StoreException {
        try {
            Message message = notifiers.get(notifier).compose(pending, ZonedDateTime.now(messageClock));
            receiver.message(
                    new ReplayedMessage(clock.instant(), notifier, pending.alerts(), pending.total(), message));
            queue.sent(pending, notifier);
        } catch (DeliveryException e) {
            receiver.failed(notifier, e);
            queue.failed(pending, notifier, e.getMessage());
        }
    }

    @Override
    public void close() {
        state.ifPresent(opened -> opened.store.close());
    }
}
