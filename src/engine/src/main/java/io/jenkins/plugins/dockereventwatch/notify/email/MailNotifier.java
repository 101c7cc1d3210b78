package io.jenkins.plugins.dockereventwatch.notify.email;

import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.template.Template;
import java.util.List;
import java.util.Optional;

/**
 * Alerts by mail.
 *
 * @param name as rules call it
 * @param server the mail server
 * @param from the sender's address
 * @param to the recipients' addresses, at least one
 * @param template headers, blank line, body; empty: the built-in one
 */
public record MailNotifier(String name, MailServer server, String from, List<String> to, Optional<Template> template)
        implements Notifier {

    /** Copies the list. */
    public MailNotifier {
        to = List.copyOf(to);
    }
}
