package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.notify.Channel;
import io.jenkins.plugins.dockereventwatch.notify.ChannelTimes;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailChannel;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookChannel;

/** Creates the transport of a notifier. */
final class Transports {

    private Transports() {}

    /** Returns a new transport for a mail or webhook notifier. */
    static Channel of(Notifier notifier, ChannelTimes times) {
        return notifier instanceof MailNotifier mail ? new MailChannel(mail, times) : new WebhookChannel(times);
    }
}
