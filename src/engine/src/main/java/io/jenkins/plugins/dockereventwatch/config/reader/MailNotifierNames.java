package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.NotifierDefinition;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.List;
import java.util.Map;

/**
 * Reads the {@code notify} of mails that are not alerts: the names of mail notifiers.
 *
 * @param notifiers the valid notifiers by name
 */
record MailNotifierNames(Map<String, NotifierDefinition> notifiers) {

    /** The names of all mail notifiers. */
    List<String> all() {
        return notifiers.values().stream()
                .filter(NotifierDefinition.Mail.class::isInstance)
                .map(NotifierDefinition::name)
                .toList();
    }

    /**
     * Reads {@code notify}.
     *
     * @param mails the kind of mails, in the plural
     */
    List<String> read(YamlMapping keys, String mails) {
        return keys.all("notify", name -> {
            NotifierDefinition notifier = notifiers.get(name);
            if (notifier == null) {
                throw new IllegalArgumentException("Unknown notifier '" + name + "': expected "
                        + String.join(", ", notifiers.keySet()) + Suggestion.ending(name, notifiers.keySet()));
            }
            if (!(notifier instanceof NotifierDefinition.Mail)) {
                throw new IllegalArgumentException(
                        "Invalid notifier '" + name + "': it is a webhook, and " + mails + " are sent by mail");
            }
            return name;
        });
    }

    /** The mail notifiers of names that {@link #read} returned. */
    List<MailNotifier> notifiers(List<String> names) {
        return names.stream()
                .map(name -> (MailNotifier) notifiers.get(name).toNotifier().orElseThrow())
                .toList();
    }
}
