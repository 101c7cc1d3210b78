package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.delivery.DeliveryReplay;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.RecordedEvents;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.watch.EventProcessor;
import io.jenkins.plugins.dockereventwatch.watch.PlannedDeaths;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;

/** Runs recorded events of one host through a configuration, with the clock of the events. */
final class Replay implements AutoCloseable {

    private final PlannedDeaths deaths = new PlannedDeaths();
    private final DeliveryReplay delivery;
    private final EventProcessor processor;
    private long events;
    private long alerts;

    /** @param hostLabel the label of the host in messages */
    Replay(String hostLabel, WatchConfiguration configuration, DeliveryReplay.Receiver receiver) {
        delivery = new DeliveryReplay(
                hostLabel, configuration.notifiers(), configuration.policies(), Clock.systemDefaultZone(), receiver);
        processor = new EventProcessor(hostLabel, configuration.filters(), configuration.rules(), this::submit);
    }

    /**
     * Replays all events of a recording, unless the thread is interrupted or the output closed.
     *
     * @param out the output of the program
     * @throws IOException if the recording cannot be read
     */
    void run(RecordedEvents recording, PrintWriter out) throws IOException {
        for (DockerEvent event = recording.next(); event != null; event = recording.next()) {
            if (out.checkError() || Thread.currentThread().isInterrupted()) {
                return;
            }
            events++;
            process(accept(event));
        }
        process(deaths.releaseAll());
        delivery.finish();
    }

    private List<DockerEvent> accept(DockerEvent event) {
        try {
            return deaths.accept(event, PlannedDeaths.ContainerReader.NONE);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nothing is read that could be interrupted", e);
        }
    }

    private void process(List<DockerEvent> ready) throws StoreException {
        for (DockerEvent event : ready) {
            delivery.reached(event);
            processor.accept(event);
            delivery.onEvent(event);
        }
    }

    private void submit(List<Alert> ofOneEvent) {
        alerts++;
        ofOneEvent.forEach(delivery::submit);
    }

    long events() {
        return events;
    }

    /** The number of events that matched a rule, whether an alert was sent or not. */
    long alerts() {
        return alerts;
    }

    DeliveryReplay delivery() {
        return delivery;
    }

    @Override
    public void close() {
        delivery.close();
    }
}
