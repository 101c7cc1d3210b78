package io.jenkins.plugins.dockereventwatch.runner;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.jenkins.plugins.dockereventwatch.alert.ChannelTimes;
import io.jenkins.plugins.dockereventwatch.alert.Composer;
import io.jenkins.plugins.dockereventwatch.alert.Delivery;
import io.jenkins.plugins.dockereventwatch.alert.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.RecordedEvents;
import io.jenkins.plugins.dockereventwatch.watch.EventProcessor;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code demo}: the main job on embedded parts. */
@Command(
        name = "demo",
        description = {
            "Shows what the program does, with nothing to install: events recorded from a real Docker Engine,",
            "a configuration as for docker-events-notifier, and a mail server that runs inside the program."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all alerts were raised and all mails received", "1:some were not"})
final class DemoCommand implements Callable<Integer> {

    /** By a reading of the demo's rules over its recording. */
    private static final int EXPECTED_ALERTS = 23;

    private static final List<String> FILES = List.of("config.yml", "templates/email.txt");
    private static final String RECORDING = "demo/events.ndjson";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException, InterruptedException, MessagingException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("docker-event-watch-demo");
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        try {
            server.start();
            String password = UUID.randomUUID().toString();
            server.setUser("david@docampo.ch", "david@docampo.ch", password);
            unpack(folder);
            WatchConfiguration configuration = ConfigurationFile.of(
                            folder.resolve("config.yml"),
                            Map.of(
                                    "DEMO_PASSWORD",
                                    password,
                                    "DEMO_PORT",
                                    Integer.toString(server.getSmtp().getPort())))
                    .read();
            AtomicInteger alerts = new AtomicInteger();
            int events = feed(configuration, alerts);
            MimeMessage[] received = server.getReceivedMessages();
            for (MimeMessage mail : received) {
                show(mail, out);
            }
            sayHowToWatch(out);
            out.printf("demo: %d events, %d alerts, %d mails received%n", events, alerts.get(), received.length);
            out.flush();
            return alerts.get() == EXPECTED_ALERTS && received.length == EXPECTED_ALERTS
                    ? DockerEventWatch.EXIT_OK
                    : DockerEventWatch.EXIT_FAILED;
        } finally {
            server.stop();
            remove(folder);
        }
    }

    private static int feed(WatchConfiguration configuration, AtomicInteger alerts)
            throws IOException, InterruptedException {
        Composer composer = new Composer(Clock.systemUTC(), ZoneId.systemDefault());
        try (Delivery delivery = Delivery.inMemory(
                        configuration.notifiers(), composer, RetryPolicy.DEFAULT, ChannelTimes.DEFAULT);
                RecordedEvents recording = new RecordedEvents(resource(RECORDING), (line, reason) -> {
                    throw new IllegalStateException("line " + line + " of the recording: " + reason);
                })) {
            EventProcessor processor =
                    new EventProcessor("docker-01", configuration.filters(), configuration.rules(), due -> {
                        alerts.addAndGet(due.size());
                        due.forEach(delivery::submit);
                    });
            int events = 0;
            for (DockerEvent event = recording.next(); event != null; event = recording.next()) {
                processor.accept(event);
                events++;
            }
            delivery.awaitIdle(PATIENCE);
            return events;
        }
    }

    private static void show(MimeMessage mail, PrintWriter out) throws MessagingException, IOException {
        out.println("From: " + InternetAddress.toUnicodeString(mail.getFrom()));
        out.println("To: " + InternetAddress.toUnicodeString(mail.getAllRecipients()));
        out.println("Subject: " + mail.getSubject());
        out.println();
        out.println(String.valueOf(mail.getContent()).replace("\r\n", "\n").stripTrailing());
        out.println();
        out.println("-".repeat(72));
    }

    private static void sayHowToWatch(PrintWriter out) throws InterruptedException {
        DockerHost host;
        try {
            host = DockerHost.ofEnvironment(System.getenv());
        } catch (IllegalArgumentException e) {
            return;
        }
        if (host.uri().getScheme().equals("ssh")) {
            return;
        }
        try (DockerConnection connection = DockerConnection.open(host, Duration.ofSeconds(2))) {
            out.printf(
                    "Docker Engine %s answers at %s. To watch it: docker-event-watch watch --config config.yml%n",
                    connection.info().version(), host);
        } catch (IOException e) {
            out.println(
                    "No Docker Engine answers at " + host + "; with one: docker-event-watch watch --config config.yml");
        }
    }

    private static InputStream resource(String name) {
        return Optional.ofNullable(DemoCommand.class.getResourceAsStream(name))
                .orElseThrow(() -> new IllegalStateException("the program's jar lacks " + name));
    }

    private static void unpack(Path folder) throws IOException {
        for (String name : FILES) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            try (InputStream in = resource("demo/" + name)) {
                Files.copy(in, file);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        for (String name : FILES) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.deleteIfExists(folder.resolve("templates"));
        Files.deleteIfExists(folder);
    }
}
