package io.jenkins.plugins.dockereventwatch.bench;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.MalformedEventException;
import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a message costs, and a template's compilation. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ComposeBenchmark {

    private static final String TEMPLATE = """
            From: david@docampo.ch
            Subject: Docker Event on {{.dockerHostLabel}}/{{.Actor.Attributes.name}}

            This is the email body.
            host: {{.dockerHostLabel}}
            image: {{.Actor.Attributes.image}}
            exitCode: {{.Actor.Attributes.exitCode}}
            container_name: {{.Actor.Attributes.name}}
            Action: {{.Action}}
            status: {{.status}}
            time: {{TimeStampFormat .time "Mon Jan _2 15:04:05 MST 2006"}}

            All Details
            {{ .eventJSON }}
            """;

    private final GoTemplateEngine engine = new GoTemplateEngine(ZoneOffset.UTC);
    private MailNotifier byTemplate;
    private MailNotifier builtIn;
    private PendingMessage alert;

    /** Makes an alert and its notifiers. */
    @Setup
    public void prepare() throws TemplateException, MalformedEventException {
        byte[] line = new Recording(1).lines().get(0);
        alert = PendingMessage.of(Alert.of(DockerEvent.parse(line), "docker-01", List.of("a rule"), "email"));
        byTemplate = notifier(Optional.of(compile()));
        builtIn = notifier(Optional.empty());
    }

    private static MailNotifier notifier(Optional<Template> template) {
        MailServer server = new MailServer("localhost", 25, MailServer.Security.NONE, Optional.empty());
        return new MailNotifier("email", server, "a@example.org", List.of("b@example.org"), RateLimit.OFF, template);
    }

    /** Reads a template. */
    @Benchmark
    public Template compile() throws TemplateException {
        return engine.compile("email.txt", TEMPLATE);
    }

    /** Composes a mail by a template. */
    @Benchmark
    public Message composeByTemplate() {
        return byTemplate.compose(alert, ZonedDateTime.now(ZoneOffset.UTC));
    }

    /** Composes the built-in mail. */
    @Benchmark
    public Message composeBuiltIn() {
        return builtIn.compose(alert, ZonedDateTime.now(ZoneOffset.UTC));
    }
}
