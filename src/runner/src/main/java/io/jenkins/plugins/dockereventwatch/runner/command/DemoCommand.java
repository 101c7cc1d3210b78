package io.jenkins.plugins.dockereventwatch.runner.command;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.event.RecordedEvents;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code demo}: replays a recording with an embedded mail server. */
@Command(
        name = "demo",
        description = {
            "Shows the mails that a watch sends, with recorded events and an embedded mail server.",
            "The configuration is one of docker-events-notifier."
        },
        exitCodeList = {"0:all expected mails were received", "1:an alert or a mail is missing"})
public final class DemoCommand extends ProgramCommand {

    /** Determined by hand from the rules and the recording. */
    private static final int EXPECTED_ALERTS = 23;

    private static final List<String> FILES = List.of("config.yml", "templates/email.txt");
    private static final String RECORDING = "events.ndjson";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Override
    public Integer call() throws Exception {
        PrintWriter out = out();
        Path folder = Files.createTempDirectory("docker-event-watch-demo");
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        try {
            server.start();
            String password = UUID.randomUUID().toString();
            server.setUser("david@docampo.ch", "david@docampo.ch", password);
            unpack(folder);
            WatchConfiguration configuration = configurationReader(Map.of(
                            "DEMO_PASSWORD",
                            password,
                            "DEMO_PORT",
                            Integer.toString(server.getSmtp().getPort())))
                    .read(folder.resolve("config.yml"));
            ReplaySender sender = new ReplaySender(configuration, RetryPolicy.CONNECTION.limitedTo(TIMEOUT), err());
            try (RecordedEvents recording = recording();
                    Replay replay = new Replay("docker-01", configuration, sender)) {
                replay.run(recording, out);
                MimeMessage[] received = server.getReceivedMessages();
                for (MimeMessage mail : received) {
                    print(mail, out);
                }
                printNextStep(out);
                out.printf(
                        "demo: %d events, %d alerts, %d of %d mails received%n",
                        replay.events(), replay.alerts(), received.length, sender.messages());
                return replay.alerts() == EXPECTED_ALERTS
                                && sender.alerts() == EXPECTED_ALERTS
                                && received.length == sender.messages()
                        ? ExitCode.OK
                        : FAILED;
            }
        } finally {
            server.stop();
            remove(folder);
        }
    }

    private static RecordedEvents recording() {
        return new RecordedEvents(resource(RECORDING), (line, reason) -> {
            throw new IllegalStateException("Line " + line + " of the recording: " + reason);
        });
    }

    private static void print(MimeMessage mail, PrintWriter out) throws MessagingException, IOException {
        out.println("From: " + InternetAddress.toUnicodeString(mail.getFrom()));
        out.println("To: " + InternetAddress.toUnicodeString(mail.getAllRecipients()));
        out.println("Subject: " + mail.getSubject());
        out.println();
        print(mail.getContent(), out);
        out.println();
        out.println("-".repeat(72));
    }

    /** Prints the text of a multipart mail, without its HTML, and the names of attachments. */
    private static void print(Object content, PrintWriter out) throws MessagingException, IOException {
        if (!(content instanceof Multipart parts)) {
            out.println(String.valueOf(content).replace("\r\n", "\n").stripTrailing());
            return;
        }
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.getFileName() != null) {
                out.println("\nAttached: " + part.getFileName());
            } else if (!part.isMimeType("text/html")) {
                print(part.getContent(), out);
            }
        }
    }

    private static void printNextStep(PrintWriter out) throws InterruptedException {
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
                    "%s is available at %s. To watch it: docker-event-watch watch --config config.yml%n",
                    connection.info().text(), host);
        } catch (IOException e) {
            out.println("No Docker Engine is available at " + host
                    + ". To watch one: docker-event-watch watch --config config.yml");
        }
    }

    private static InputStream resource(String name) {
        return DemoCommand.class.getResourceAsStream("demo/" + name);
    }

    private static void unpack(Path folder) throws IOException {
        for (String name : FILES) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            try (InputStream in = resource(name)) {
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
