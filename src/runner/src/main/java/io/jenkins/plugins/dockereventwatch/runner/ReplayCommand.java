package io.jenkins.plugins.dockereventwatch.runner;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.ChannelTimes;
import io.jenkins.plugins.dockereventwatch.alert.Composer;
import io.jenkins.plugins.dockereventwatch.alert.Delivery;
import io.jenkins.plugins.dockereventwatch.alert.DeliveryException;
import io.jenkins.plugins.dockereventwatch.alert.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.event.Backoff;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.RecordedEvents;
import io.jenkins.plugins.dockereventwatch.watch.EventProcessor;
import io.jenkins.plugins.dockereventwatch.watch.StopRequests;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay}: runs recorded events through a configuration. */
@Command(
        name = "replay",
        description = {
            "Runs recorded events through the rules and templates of a config.yml.",
            "Shows every message that would go out; sends them with --send."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; lines that are no events were named and skipped",
            "1:a message could not be made or sent",
            "2:the configuration or the events cannot be read"
        })
final class ReplayCommand implements Callable<Integer> {

    private static final RetryPolicy RETRY =
            new RetryPolicy(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)), Duration.ofMinutes(1));

    /** More than that are not put into the queue at once. */
    private static final int MOST_WAITING = 1000;

    /** Lines that are no events and are named; further ones are counted only. */
    private static final int MOST_NAMED = 10;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "config.yml")
    private Path config;

    @Option(
            names = "--events",
            required = true,
            paramLabel = "FILE|-",
            description = "Events, one JSON object a line, as docker events --format '{{json .}}' prints them;"
                    + " - is standard input.")
    private String events;

    @Option(names = "--send", description = "Send the messages, not just show them.")
    private boolean send;

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "text|json",
            description = "How messages are shown; json: one object a line. Default: ${DEFAULT-VALUE}.")
    private MessageFormat format;

    @Option(
            names = "--host-label",
            paramLabel = "NAME",
            description = "What messages call the host. Default: DOCKER_HOST_LABEL, else this machine's name.")
    private String hostLabel;

    private final Composer composer = new Composer(Clock.systemUTC(), ZoneId.systemDefault());
    private WatchConfiguration configuration;
    private PrintWriter out;
    private Delivery delivery;
    private DockerEvent lastAlerted;
    private long alerts;
    private long messages;
    private long failures;
    private long skipped;

    @Override
    public Integer call() throws UserException, InterruptedException {
        configuration = ConfigurationFile.of(config).read();
        out = spec.commandLine().getOut();
        DockerHost here = new DockerHost(URI.create("unix://" + DockerHost.DEFAULT_SOCKET), Optional.empty());
        EventProcessor processor = new EventProcessor(
                HostLabel.of(hostLabel, System.getenv(), here),
                configuration.filters(),
                configuration.rules(),
                due -> due.forEach(this::take));
        long begin = System.nanoTime();
        try (Delivery opened =
                send ? Delivery.inMemory(configuration.notifiers(), composer, RETRY, ChannelTimes.DEFAULT) : null) {
            delivery = opened;
            long read = run(processor);
            if (delivery != null) {
                delivery.awaitIdle(RETRY.giveUp().multipliedBy(2));
                failures +=
                        delivery.statistics().failed() + delivery.statistics().waiting();
            }
            if (skipped > 0) {
                spec.commandLine().getErr().println("skipped lines that are no events: " + skipped);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            spec.commandLine()
                    .getErr()
                    .println(String.format(
                            Locale.ROOT,
                            "replayed %d events in %.3f s (%.0f events/s), %d alerts, %d messages",
                            read,
                            seconds,
                            read / seconds,
                            alerts,
                            messages));
        }
        return failures == 0 ? DockerEventWatch.EXIT_OK : DockerEventWatch.EXIT_FAILED;
    }

    private long run(EventProcessor processor) throws UserException {
        long read = 0;
        // As a watch does, so that rules on planned ends mean the same.
        StopRequests stops = new StopRequests();
        try (RecordedEvents source = new RecordedEvents(open(), this::skip)) {
            for (DockerEvent event = source.next(); event != null && !out.checkError(); event = source.next()) {
                read++;
                processor.accept(stops.mark(event));
            }
            return read;
        } catch (IOException e) {
            throw new UserException(events + ": cannot be read: " + e.getMessage());
        }
    }

    private void skip(long line, String reason) {
        skipped++;
        if (skipped <= MOST_NAMED) {
            spec.commandLine().getErr().println(events + ":" + line + ": skipped: " + reason);
        }
    }

    private InputStream open() throws UserException {
        if (events.equals("-")) {
            return System.in;
        }
        Path file = Path.of(events);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UserException(events + ": " + (Files.exists(file) ? "cannot be read" : "there is no such file"));
        }
        try {
            return new BufferedInputStream(new FileInputStream(file.toFile()));
        } catch (IOException e) {
            throw new UserException(events + ": cannot be read: " + e.getMessage());
        }
    }

    private void take(Alert alert) {
        if (alert.event() != lastAlerted) {
            lastAlerted = alert.event();
            alerts++;
        }
        try {
            out.print(format.show(
                    alert, composer.compose(alert, configuration.notifiers().get(alert.notifier()))));
            out.flush();
            messages++;
        } catch (DeliveryException e) {
            spec.commandLine().getErr().println("notifier " + alert.notifier() + ": " + e.getMessage());
            failures++;
            return;
        }
        if (delivery != null) {
            delivery.submit(alert);
            awaitRoom();
        }
    }

    private void awaitRoom() {
        try {
            if (delivery.statistics().waiting() > MOST_WAITING) {
                delivery.awaitIdle(RETRY.giveUp().multipliedBy(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
