package io.jenkins.plugins.dockereventwatch.alert;

/** Creates the transport of a notifier. */
final class Transports {

    private Transports() {}

    /** Returns a new transport for a mail or webhook notifier. */
    static Channel of(Notifier notifier, ChannelTimes times) {
        return notifier instanceof MailNotifier mail ? new MailChannel(mail, times) : new WebhookChannel(times);
    }
}
