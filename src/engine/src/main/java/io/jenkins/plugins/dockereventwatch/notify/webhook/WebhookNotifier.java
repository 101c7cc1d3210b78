package io.jenkins.plugins.dockereventwatch.notify.webhook;

import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.text.Secret;

/**
 * Alerts by HTTP POST: Slack, Discord, Mattermost and whatever takes JSON or a form.
 *
 * @param name as rules call it
 * @param url http or https; a secret, as the address of a chat's webhook is
 * @param encoding how the rendered template is posted
 * @param template the text to post
 */
public record WebhookNotifier(String name, Secret url, Encoding encoding, Template template) implements Notifier {

    /** How the rendered template is posted ({@code data_encoding} in config.yml). */
    public sealed interface Encoding {
        /** As {@code application/json}. */
        record Json() implements Encoding {}

        /**
         * As {@code application/x-www-form-urlencoded} with one field.
         *
         * @param key the field's name, not empty
         */
        record Form(String key) implements Encoding {}
    }
}
