package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.grouping.ActiveHours;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailUrl;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier.Encoding;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.util.Optional;

/** An entry of {@code notifiers}, which may lack what a lenient reader cannot know. */
public sealed interface NotifierDefinition {

    /** The name by which rules refer to it. */
    String name();

    /** How many messages it sends. */
    RateLimit rateLimit();

    /** When it sends alerts; empty: always. */
    Optional<ActiveHours> hours();

    /** The notifier; empty: the definition is incomplete. */
    Optional<Notifier> toNotifier();

    /**
     * A mail notifier.
     *
     * @param template empty: the built-in template
     */
    record Mail(
            String name, MailUrl mail, RateLimit rateLimit, Optional<ActiveHours> hours, Optional<Template> template)
            implements NotifierDefinition {

        @Override
        public Optional<Notifier> toNotifier() {
            return Optional.of(new MailNotifier(name, mail.server(), mail.from(), mail.to(), rateLimit, template));
        }
    }

    /**
     * A webhook notifier.
     *
     * @param url empty: not known
     * @param template empty: not known
     */
    record Webhook(
            String name,
            Optional<Secret> url,
            Encoding encoding,
            RateLimit rateLimit,
            Optional<ActiveHours> hours,
            Optional<Template> template)
            implements NotifierDefinition {

        @Override
        public Optional<Notifier> toNotifier() {
            return url.flatMap(
                    address -> template.map(text -> new WebhookNotifier(name, address, encoding, rateLimit, text)));
        }
    }
}
