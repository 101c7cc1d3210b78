package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.message.DefaultMail;
import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.message.MailText;
import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.message.PayloadText;
import io.jenkins.plugins.dockereventwatch.message.SummaryMail;
import io.jenkins.plugins.dockereventwatch.message.TemplateData;
import io.jenkins.plugins.dockereventwatch.message.WebhookMessage;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailAssembly;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.NoticeMail;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier;
import io.jenkins.plugins.dockereventwatch.outbox.Notice;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.text.HeaderText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;

/** Makes messages of alerts, by the notifier's template or the built-in mail. Shared between threads. */
public final class MessageComposer {

    private static final Logger LOG = System.getLogger(MessageComposer.class.getName());

    private final Clock clock;
    private final ZoneId zone;

    /**
     * Prepares it.
     *
     * @param clock for the mails' Date
     * @param zone for times in the built-in mail
     */
    public MessageComposer(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Makes a message. A mail whose template fails on the alert's data becomes the built-in mail, so that nothing due
     * is lost; the log names the fault.
     *
     * @throws DeliveryException if a webhook's template fails, or does not give JSON where it should
     */
    public Message compose(Alert alert, Notifier notifier) throws DeliveryException {
        return compose(PendingMessage.of(alert), notifier);
    }

    /** Makes a message of one alert or several; a template speaks for one only, so several have the built-in summary. */
    Message compose(PendingMessage parcel, Notifier notifier) throws DeliveryException {
        if (parcel.notice().isPresent()) {
            return notice(parcel.notice().get(), notifier);
        }
        if (notifier instanceof WebhookNotifier webhook) {
            return webhook(parcel, webhook);
        }
        MailNotifier mail = (MailNotifier) notifier;
        return parcel.isSingle()
                ? mail(parcel, mail)
                : new MailAssembly(parcel, mail, clock.instant()).summary(new SummaryMail(parcel, zone));
    }

    private Message notice(Notice notice, Notifier notifier) throws DeliveryException {
        if (notifier instanceof MailNotifier mail) {
            return NoticeMail.of(notice, mail, clock.instant());
        }
        throw DeliveryException.permanent("'" + notice.subject() + "' goes out by mail, and '" + notifier.name()
                + "' is no mail notifier any more");
    }

    /** The clock of what it makes. */
    Clock clock() {
        return clock;
    }

    private MailMessage mail(PendingMessage parcel, MailNotifier notifier) {
        Alert alert = parcel.alerts().get(0);
        MailAssembly assembly = new MailAssembly(parcel, notifier, clock.instant());
        if (notifier.template().isPresent()) {
            MailText text = new MailText();
            try {
                notifier.template().get().render(TemplateData.of(alert), text);
                return assembly.ofTemplate(text, new DefaultMail(alert, zone));
            } catch (TemplateException e) {
                LOG.log(Level.WARNING, "{0}; the built-in mail goes out instead", fault(notifier, e));
            }
        }
        return assembly.builtIn(new DefaultMail(alert, zone));
    }

    private static WebhookMessage webhook(PendingMessage parcel, WebhookNotifier notifier) throws DeliveryException {
        boolean isJson = notifier.encoding() instanceof WebhookNotifier.Encoding.Json;
        PayloadText text = new PayloadText(isJson);
        try {
            notifier.template().render(TemplateData.of(parcel), text);
        } catch (TemplateException e) {
            throw DeliveryException.permanent(fault(notifier, e));
        }
        if (text.fault() != null) {
            throw DeliveryException.permanent(
                    "the template of notifier '" + notifier.name() + "' does not give JSON: " + text.fault());
        }
        String body = text.toString();
        return notifier.encoding() instanceof WebhookNotifier.Encoding.Form form
                ? new WebhookMessage(
                        notifier.url(),
                        "application/x-www-form-urlencoded",
                        encode(form.key()) + "=" + encode(body),
                        body,
                        false)
                : new WebhookMessage(notifier.url(), "application/json", body, body, false);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String fault(Notifier notifier, TemplateException e) {
        return "the template of notifier '" + notifier.name() + "' fails: " + e.template() + ":" + e.line() + ":"
                + e.column() + ": " + HeaderText.cut(e.getMessage(), 500);
    }
}
