package io.jenkins.plugins.dockereventwatch.notify.webhook;

import io.jenkins.plugins.dockereventwatch.message.PayloadText;
import io.jenkins.plugins.dockereventwatch.message.TemplateData;
import io.jenkins.plugins.dockereventwatch.message.WebhookMessage;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException.Kind;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.Transport;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;

/**
 * Sends alerts by HTTP POST: to Slack, Discord, Mattermost, and any server that accepts JSON or a form.
 *
 * @param name the name by which rules refer to it
 * @param url the URL, http or https; secret, because the URL of a chat's webhook contains a token
 * @param encoding how the rendered template is posted
 * @param rateLimit how many requests are sent
 * @param template the text to post
 */
public record WebhookNotifier(String name, Secret url, Encoding encoding, RateLimit rateLimit, Template template)
        implements Notifier {

    /** How the rendered template is posted ({@code data_encoding} in config.yml). */
    public sealed interface Encoding {

        /** Sends the payload as {@code application/json}. */
        record Json() implements Encoding {}

        /**
         * As {@code application/x-www-form-urlencoded} with one field.
         *
         * @param key the field's name, not empty
         */
        record Form(String key) implements Encoding {}
    }

    @Override
    public WebhookMessage compose(PendingMessage pending, ZonedDateTime now) throws DeliveryException {
        if (pending.notice().isPresent()) {
            throw new DeliveryException(
                    Kind.PERMANENT,
                    "cannot send '" + pending.notice().get().subject() + "' to notifier '" + name
                            + "': expected a mail notifier");
        }
        PayloadText text = new PayloadText(encoding instanceof Encoding.Json);
        try {
            template.render(TemplateData.of(pending, now.getZone()), text);
        } catch (TemplateException e) {
            throw DeliveryException.failedTemplate(name, e);
        }
        if (text.jsonError().isPresent()) {
            throw new DeliveryException(
                    Kind.PERMANENT,
                    "the template of notifier '" + name + "' does not render valid JSON: "
                            + text.jsonError().get());
        }
        String body = text.toString();
        if (encoding instanceof Encoding.Form form) {
            String payload = encode(form.key()) + "=" + encode(body);
            return new WebhookMessage(url, "application/x-www-form-urlencoded", payload, body, false);
        }
        return new WebhookMessage(url, "application/json", body, body, false);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public Transport open(TransportTimeouts timeouts) {
        return new WebhookTransport(timeouts);
    }
}
