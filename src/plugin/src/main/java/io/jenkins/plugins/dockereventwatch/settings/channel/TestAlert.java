package io.jenkins.plugins.dockereventwatch.settings.channel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import io.jenkins.plugins.dockereventwatch.template.Template;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import jenkins.util.SetContextClassLoader;

/** Sends a test alert through a channel. */
final class TestAlert {

    /** Short timeouts, since an administrator waits for the page. */
    private static final TransportTimeouts TIMEOUTS =
            new TransportTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));

    private final CredentialResolver credentials;
    private final Clock clock = Clock.systemDefaultZone();

    TestAlert(CredentialResolver credentials) {
        this.credentials = credentials;
    }

    /**
     * Sends the alert.
     *
     * @return the server's response, for the administrator
     * @throws IllegalArgumentException if the alert was not delivered
     */
    String send(ChannelSetting channel, List<String> recipients) {
        if (channel.isMail() && recipients.isEmpty()) {
            throw new IllegalArgumentException(Messages.TestAlert_NoRecipient());
        }
        Optional<Template> template = channel.ownTemplate().isEmpty()
                ? Optional.empty()
                : Optional.of(TemplateText.compile(channel.ownTemplate()));
        // Jakarta Mail loads its providers through the context class loader.
        try (SetContextClassLoader loader = new SetContextClassLoader(TestAlert.class)) {
            Notifier notifier = channel.toNotifier(channel.name, recipients, template, credentials);
            String response = notifier.open(TIMEOUTS)
                    .send(notifier.compose(PendingMessage.of(alert()), ZonedDateTime.now(clock)));
            return response.isEmpty() ? Messages.TestAlert_Sent() : Messages.TestAlert_SentResponse(response);
        } catch (DeliveryException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    private Alert alert() {
        Instant now = clock.instant();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", "container").put("Action", "die").put("status", "die").put("from", "hello-world:latest");
        json.put("id", "0".repeat(64)).put("scope", "local").put("time", now.getEpochSecond());
        json.put("timeNano", now.getEpochSecond() * 1_000_000_000L + now.getNano());
        ObjectNode actor = json.putObject("Actor").put("ID", "0".repeat(64));
        actor.putObject("Attributes")
                .put("image", "hello-world:latest")
                .put("name", "test-alert")
                .put("exitCode", "1");
        return Alert.of(
                DockerEvent.of(json, DockerEvent.Origin.STREAM),
                "Jenkins",
                List.of(Messages.TestAlert_Title()),
                "test");
    }
}
