package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.Transport;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.SmtpTransport;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookTransport;

/** Creates the transport of a notifier. */
final class Transports {

    private Transports() {}

    /** Returns a new transport for a mail or webhook notifier. */
    static Transport of(Notifier notifier, TransportTimeouts times) {
        return notifier instanceof MailNotifier mail ? new SmtpTransport(mail, times) : new WebhookTransport(times);
    }
}
