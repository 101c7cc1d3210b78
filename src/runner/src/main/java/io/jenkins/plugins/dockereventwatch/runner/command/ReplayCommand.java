package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.delivery.DeliveryReplay;
import io.jenkins.plugins.dockereventwatch.delivery.ReplayedMessage;
import io.jenkins.plugins.dockereventwatch.event.RecordedEvents;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code replay}: runs recorded events through a configuration. */
@Command(
        name = "replay",
        description = {
            "Runs recorded events through the rules and templates of config.yml, with the times of the events.",
            "Prints every message that a watch would have sent; with --send also sends it."
        },
        exitCodeList = {
            "0:done; lines that are not events are reported and skipped",
            "1:a message could not be created or sent",
            "2:the configuration or the events cannot be read"
        })
public final class ReplayCommand extends ProgramCommand implements DeliveryReplay.Receiver {

    private static final RetryPolicy RETRY =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1));

    /** At most this many invalid lines are reported; the others are only counted. */
    private static final int MAX_REPORTED = 10;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "config.yml")
    private Path config;

    @Option(
            names = "--events",
            required = true,
            paramLabel = "FILE|-",
            description = "Events as printed by docker events --format '{{json .}}', one JSON object per line;"
                    + " -: standard input.")
    private String events;

    @Option(names = "--send", description = "Send the messages.")
    private boolean send;

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "text|json",
            description = "Output format; json: one object per line. Default: ${DEFAULT-VALUE}.")
    private MessageFormat format;

    @Option(
            names = "--host-label",
            paramLabel = "NAME",
            description = "Name of the host in messages. Default: DOCKER_HOST_LABEL, else the name of this machine.")
    private String hostLabel;

    private ReplaySender sender;
    private long messages;
    private long skipped;

    @Override
    public Integer call() throws Exception {
        WatchConfiguration configuration = read(configurationReader(), config);
        sender = new ReplaySender(configuration, RETRY, err());
        long begin = System.nanoTime();
        try (RecordedEvents recording = new RecordedEvents(open(), this::skip);
                Replay replay = new Replay(HostOption.label(hostLabel, null), configuration, this)) {
            replay.run(recording, out());
            printSummary(replay, (System.nanoTime() - begin) / 1e9);
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new UserException(events + ": Cannot read the events: " + e.getMessage());
        }
        return sender.failures() == 0 ? ExitCode.OK : FAILED;
    }

    private void printSummary(Replay replay, double seconds) throws StoreException {
        printCount(skipped, "skipped lines that are not events: %d");
        printCount(replay.delivery().duplicates(), "alerts of repeated events, not sent: %d");
        printCount(
                replay.delivery().suppressed(),
                "alerts suppressed by a silence, a redeployment, 'restarted_within' or 'for': %d");
        if (replay.delivery().isSentEarly()) {
            err().println("Too many alerts for one message: some groups were sent in several messages");
        }
        err().printf(
                        Locale.ROOT,
                        "replayed %d events in %.3f s (%.0f events/s), %d alerts, %d messages%n",
                        replay.events(),
                        seconds,
                        replay.events() / seconds,
                        replay.alerts(),
                        messages);
    }

    private void printCount(long number, String format) {
        if (number > 0) {
            err().printf(Locale.ROOT, format + "%n", number);
        }
    }

    private void skip(long line, String reason) {
        skipped++;
        if (skipped <= MAX_REPORTED) {
            err().println(events + ":" + line + ": skipped: " + reason);
        }
    }

    private InputStream open() throws UserException {
        if (events.equals("-")) {
            return System.in;
        }
        try {
            return new BufferedInputStream(new FileInputStream(events));
        } catch (IOException e) {
            boolean exists = Files.exists(Path.of(events));
            throw new UserException(events + ": " + (exists ? "Cannot read the file" : "No such file"));
        }
    }

    @Override
    public void message(ReplayedMessage message) {
        out().print(format.format(message));
        out().flush();
        messages++;
        if (send) {
            sender.message(message);
        }
    }

    @Override
    public void failed(String notifier, DeliveryException why) {
        sender.failed(notifier, why);
    }
}
