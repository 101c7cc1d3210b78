package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.outbox.Counter;
import io.jenkins.plugins.dockereventwatch.outbox.Counters;
import io.jenkins.plugins.dockereventwatch.outbox.CursorUpdate;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryQueue;
import io.jenkins.plugins.dockereventwatch.outbox.MemoryBudget;
import io.jenkins.plugins.dockereventwatch.outbox.Outbox;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxEntry;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.outbox.Retention;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What a watch would have sent while recorded events of a host happened: by the outbox of a watch, in memory, with the
 * events' own times for a clock. Nothing waits for anything, and the same events give the same messages. For one thread.
 *
 * <p>Time never goes back: an event that is older than one before it is taken as if it had happened just now. An event
 * that comes twice alerts once. What is kept in memory is bounded: where more than fits waits to be told together, it is
 * told earlier, in several messages.
 */
public final class DeliveryReplay implements AutoCloseable {

    private static final String WATCHER = "replay";
    private static final long NEVER = Long.MAX_VALUE;

    /** The last millisecond that an event can have. */
    private static final long LATEST = TimeUnit.NANOSECONDS.toMillis(Long.MAX_VALUE);

    private static final int CLAIMED_AT_ONCE = 20;
    private static final int LARGEST_BATCH = 500;

    /** So many alerts may come before the outbox is looked at for what can be forgotten. */
    private static final int FORGET_AFTER = 1000;

    private final String hostLabel;
    private final Map<String, Notifier> notifiers;
    private final Clock messageClock;
    private final EventClock clock = new EventClock();
    private final Receiver receiver;
    private final boolean followContainers;
    private final Duration remembered;
    private final NotificationPolicies handlings;

    /** Null before the first alert: most events have none, and it takes as long to make as a million of them. */
    private State state;

    /** What happened at the clock's time and is not in the outbox yet. */
    private final List<OutboxEntry> observed = new ArrayList<>();

    /** When something is due in the outbox, in milliseconds since the epoch. */
    private long next = NEVER;

    private int unforgotten;
    private long repeated;
    private boolean hurried;

    /** Takes what would have been sent. */
    public interface Receiver {

        /** A message, in the order in which they would have gone out. */
        void message(ReplayedMessage message);

        /** A message to a notifier could not be made. */
        void failed(String notifier, DeliveryException why);
    }

    private record State(Store store, Outbox outbox, DeliveryQueue dispatch, Retention retention) {}

    private record Due(String notifier, PendingMessage parcel) {}

    /**
     * Begins.
     *
     * @param hostLabel the host whose events these are
     * @param notifiers where alerts can go, by name
     * @param handlings how alerts go out
     * @param messageClock the dates of messages; its zone is the zone of times in messages
     */
    public DeliveryReplay(
            String hostLabel,
            Map<String, Notifier> notifiers,
            NotificationPolicies handlings,
            Clock messageClock,
            Receiver receiver) {
        this.hostLabel = hostLabel;
        this.notifiers = new TreeMap<>(notifiers);
        this.messageClock = messageClock;
        this.receiver = receiver;
        this.followContainers = handlings.followContainers();
        this.remembered = handlings.memory();
        this.handlings = handlings;
    }

    /** Goes on to the time of an event, which then is to be judged: what was due before is told. */
    public void reached(DockerEvent event) throws StoreException {
        long time = TimeUnit.NANOSECONDS.toMillis(event.timeNano());
        if (time > clock.millis() || observed.size() >= LARGEST_BATCH) {
            record();
            pass(time);
        }
    }

    /** Takes an alert of the event. */
    public void submit(Alert alert) {
        observed.add(new OutboxEntry.Due(alert));
    }

    /** The event was judged. */
    public void saw(DockerEvent event) {
        boolean awaited = state != null || !observed.isEmpty();
        if (followContainers && awaited && EventClassifier.isOfLife(event)) {
            observed.add(new OutboxEntry.Life(hostLabel, event));
        }
    }

    /** Tells what is left, as if nothing happened any more. */
    public void finish() throws StoreException {
        record();
        while (next != NEVER) {
            pass(next);
        }
    }

    /** How many alerts were left out since their events had come before. */
    public long repeated() {
        return repeated;
    }

    /** How many alerts were not sent: for a silence, or for what became of their containers. */
    public long unsent() throws StoreException {
        return state == null
                ? 0
                : state.store
                        .transaction(connection -> Counters.read(new Sql(connection)))
                        .of(Counter.UNSENT, Outbox.label(hostLabel));
    }

    /** Whether more waited to be told together than there is room for, and was told earlier. */
    public boolean isHurried() {
        return hurried;
    }

    private void record() throws StoreException {
        if (observed.isEmpty()) {
            return;
        }
        if (state == null) {
            state = open();
        }
        // All of this millisecond.
        CursorUpdate progress = CursorUpdate.to(Instant.ofEpochMilli(Math.min(clock.millis() + 1, LATEST)));
        repeated += state.outbox.record(observed, Map.of(hostLabel, progress)).size();
        unforgotten += observed.size();
        observed.clear();
        tell();
        pass(clock.millis());
        if (unforgotten >= FORGET_AFTER) {
            unforgotten = 0;
            makeRoom();
        }
    }

    private State open() throws StoreException {
        Store store = Store.open(new StateLocation.Memory());
        Outbox outbox = new Outbox(store, clock);
        outbox.replaceHandlings(handlings);
        return new State(store, outbox, new DeliveryQueue(store, WATCHER, clock), new Retention(store, clock));
    }

    private void makeRoom() throws StoreException {
        state.retention.forget(remembered);
        while (state.retention.shrink(MemoryBudget.ALERTS, MemoryBudget.CHARACTERS) && next != NEVER) {
            hurried = true;
            pass(next);
        }
    }

    /** Lets time pass; what becomes due on the way is told at its own time. */
    private void pass(long time) throws StoreException {
        while (next <= time) {
            clock.advanceTo(next);
            state.outbox.tick();
            tell();
        }
        clock.advanceTo(time);
    }

    /** Tells what is due by now, of each container or group the first. */
    private void tell() throws StoreException {
        for (Due one : due()) {
            tell(one.notifier, one.parcel);
        }
        next = state.outbox.next().orElse(NEVER);
    }

    /** In the order in which it came, over all notifiers. */
    private List<Due> due() throws StoreException {
        List<Due> due = new ArrayList<>();
        for (String notifier : notifiers.keySet()) {
            state.dispatch.claim(notifier, CLAIMED_AT_ONCE).forEach(parcel -> due.add(new Due(notifier, parcel)));
        }
        due.sort(Comparator.comparingLong(one -> one.parcel.id()));
        return due;
    }

    private void tell(String notifier, PendingMessage parcel) throws StoreException {
        try {
            Message message = notifiers.get(notifier).compose(parcel, ZonedDateTime.now(messageClock));
            receiver.message(new ReplayedMessage(clock.instant(), notifier, parcel.alerts(), parcel.total(), message));
            state.dispatch.sent(parcel, notifier);
        } catch (DeliveryException e) {
            receiver.failed(notifier, e);
            state.dispatch.failed(parcel, notifier, e.getMessage());
        }
    }

    @Override
    public void close() {
        if (state != null) {
            state.store.close();
        }
    }
}
