package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.reader.ConfigurationReader;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import io.jenkins.plugins.dockereventwatch.watch.EventProcessor;
import io.jenkins.plugins.dockereventwatch.watch.PlannedDeaths;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The messages that a watch with a config.yml would have sent about recorded events, of a host named {@code host}. */
final class ReplayedMessages implements DeliveryReplay.Receiver {

    private final List<ReplayedMessage> messages = new ArrayList<>();

    private ReplayedMessages() {}

    static List<ReplayedMessage> of(List<DockerEvent> events, Path config, ZoneId zone) throws Exception {
        ReplayedMessages received = new ReplayedMessages();
        WatchConfiguration configuration = new ConfigurationReader(Map.of(), new GoTemplateEngine(zone)).read(config);
        try (DeliveryReplay replay = new DeliveryReplay(
                "host", configuration.notifiers(), configuration.policies(), Clock.system(zone), received)) {
            EventProcessor processor = new EventProcessor(
                    "host", configuration.filters(), configuration.rules(), alerts -> alerts.forEach(replay::submit));
            PlannedDeaths deaths = new PlannedDeaths();
            List<DockerEvent> ready = new ArrayList<>();
            for (DockerEvent event : events) {
                ready.addAll(deaths.accept(event, PlannedDeaths.ContainerReader.NONE));
            }
            ready.addAll(deaths.releaseAll());
            for (DockerEvent event : ready) {
                replay.reached(event);
                processor.accept(event);
                replay.onEvent(event);
            }
            replay.finish();
        }
        return received.messages;
    }

    @Override
    public void message(ReplayedMessage message) {
        messages.add(message);
    }

    @Override
    public void failed(String notifier, DeliveryException reason) {
        throw new AssertionError(notifier, reason);
    }
}
