package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.delivery.DeliveryReplay;
import io.jenkins.plugins.dockereventwatch.delivery.MessageComposer;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.RecordedEvents;
import io.jenkins.plugins.dockereventwatch.watch.EventProcessor;
import io.jenkins.plugins.dockereventwatch.watch.StopRequests;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Recorded events of one host, run through a configuration as a watch would have done while they happened. */
final class Replay implements AutoCloseable {

    private final StopRequests stops = new StopRequests();
    private final DeliveryReplay delivery;
    private final EventProcessor processor;
    private long events;
    private long alerts;

    /**
     * Prepares it.
     *
     * @param hostLabel what messages call the host
     * @param receiver takes what would have been sent
     */
    Replay(String hostLabel, WatchConfiguration configuration, DeliveryReplay.Receiver receiver) {
        delivery = new DeliveryReplay(
                hostLabel,
                configuration.notifiers(),
                configuration.handlings(),
                new MessageComposer(Clock.systemUTC(), ZoneId.systemDefault()),
                receiver);
        processor = new EventProcessor(hostLabel, configuration.filters(), configuration.rules(), this::take);
    }

    /**
     * Runs all events of a recording through it.
     *
     * @param goOn asked before each event; once it says no, nothing more is told
     * @throws IOException if the recording cannot be read
     */
    void run(RecordedEvents recording, BooleanSupplier goOn) throws IOException {
        for (DockerEvent event = recording.next(); event != null; event = recording.next()) {
            if (!goOn.getAsBoolean()) {
                return;
            }
            events++;
            delivery.reached(event);
            DockerEvent marked = stops.mark(event);
            processor.accept(marked);
            delivery.saw(marked);
        }
        delivery.finish();
    }

    private void take(List<Alert> ofOneEvent) {
        alerts++;
        ofOneEvent.forEach(delivery::submit);
    }

    /** How many events there were. */
    long events() {
        return events;
    }

    /** How many of them alerted anybody by the rules, whether that was sent or not. */
    long alerts() {
        return alerts;
    }

    /** What became of the alerts. */
    DeliveryReplay delivery() {
        return delivery;
    }

    @Override
    public void close() {
        delivery.close();
    }
}
