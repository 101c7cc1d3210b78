package io.jenkins.plugins.dockereventwatch.listener;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.service.AlertInterceptor;
import io.jenkins.plugins.dockereventwatch.settings.CompiledSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Adds the people responsible for a build to the recipients of its alerts, and shows all alerts in Jenkins. */
final class JenkinsAlerts implements AlertInterceptor {

    private static final Logger LOG = Logger.getLogger(JenkinsAlerts.class.getName());

    private final RecipientResolver recipients;
    private final AlertListener listener;
    private volatile CompiledSettings settings = CompiledSettings.EMPTY;

    /** Determines the people responsible for a build. */
    @FunctionalInterface
    interface RecipientResolver {

        /** Returns their mail addresses; empty if none is known. */
        List<String> responsible(BuildReference build);
    }

    /** Notified of each alert, sent or suppressed. */
    @FunctionalInterface
    interface AlertListener {

        /** Called with the complete alert. Must not block. */
        void alerted(Alert alert);
    }

    JenkinsAlerts(RecipientResolver recipients, AlertListener listener) {
        this.recipients = recipients;
        this.listener = listener;
    }

    /** Replaces the settings. */
    void use(CompiledSettings next) {
        settings = next;
    }

    @Override
    public Optional<Alert> intercept(Alert alert) {
        CompiledSettings current = settings;
        Alert complete =
                current.toResponsiblePeople().contains(alert.notifier()) ? withResponsiblePeople(alert) : alert;
        listener.alerted(complete);
        if (current.watch().notifiers().get(complete.notifier()) instanceof MailNotifier mail
                && mail.to().isEmpty()
                && complete.context().recipients().isEmpty()) {
            LOG.log(Level.FINE, "No recipient is known for an alert of {0}", complete.rules());
            return Optional.empty();
        }
        return Optional.of(complete);
    }

    private Alert withResponsiblePeople(Alert alert) {
        AlertContext context = alert.context();
        if (context.build().isEmpty()) {
            return alert;
        }
        List<String> all = new ArrayList<>(context.recipients());
        all.addAll(recipients.responsible(context.build().get()));
        return new Alert(
                alert.event(), alert.hostLabel(), alert.rules(), alert.notifier(), context.withRecipients(all));
    }
}
