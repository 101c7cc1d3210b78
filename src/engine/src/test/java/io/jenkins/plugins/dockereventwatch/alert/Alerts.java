package io.jenkins.plugins.dockereventwatch.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.delivery.Delivery;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer.Security;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Alerts, notifiers and templates for tests. */
public final class Alerts {

    public static final Instant NOW = Instant.parse("2026-11-23T18:15:00Z");
    private static final AtomicLong DEATHS = new AtomicLong();
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final RetryPolicy QUICK =
            new RetryPolicy(Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofSeconds(30));
    public static final TransportTimeouts SHORT =
            new TransportTimeouts(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(2));

    private Alerts() {}

    /** Composes the mail about one alert at {@link #NOW}. */
    public static MailMessage compose(Alert alert, MailNotifier notifier) {
        return notifier.compose(PendingMessage.of(alert), ZonedDateTime.now(CLOCK));
    }

    public static Alert alert(DockerEvent event, String... rules) {
        return Alert.of(event, "docker-01", rules.length == 0 ? List.of("a rule") : List.of(rules), "n");
    }

    /** Another death each time. */
    public static Alert died(String name) {
        DockerEvent event = Events.container("die", "name", name, "image", "mysql:8.4", "exitCode", "1");
        ObjectNode json = event.json().deepCopy();
        json.put("timeNano", event.timeNano() + DEATHS.incrementAndGet());
        return alert(DockerEvent.of(json, DockerEvent.Origin.STREAM));
    }

    /** One that mails the names of containers, by the real clock. */
    public static Delivery delivery(Store store, int port) throws StoreException {
        return delivery(store, port, TransportTimeouts.DEFAULT);
    }

    public static Delivery delivery(Store store, int port, TransportTimeouts times) throws StoreException {
        return delivery(store, port, QUICK, times);
    }

    public static Delivery delivery(Store store, int port, RetryPolicy retry, TransportTimeouts times)
            throws StoreException {
        return new Delivery(
                store,
                Map.of("n", mail(port, template("Subject: {{.Actor.Attributes.name}}\n\nx"))),
                Clock.systemUTC(),
                retry,
                times);
    }

    public static MailNotifier mail(int port, Template template) {
        return mail(new MailServer("127.0.0.1", port, Security.NONE, Optional.empty()), template);
    }

    public static MailNotifier mail(MailServer server, Template template) {
        return new MailNotifier(
                "n",
                server,
                "watch@example.org",
                List.of("ops@example.org"),
                RateLimit.OFF,
                Optional.ofNullable(template));
    }

    public static Template template(String source) {
        try {
            return new GoTemplateEngine(ZoneOffset.UTC).compile("test.txt", source);
        } catch (TemplateException e) {
            throw new IllegalArgumentException(e.line() + ":" + e.column() + ": " + e.getMessage(), e);
        }
    }
}
