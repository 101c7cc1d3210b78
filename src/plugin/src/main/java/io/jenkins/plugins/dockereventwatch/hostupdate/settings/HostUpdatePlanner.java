package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import hudson.model.Node;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.settings.channel.MailRoutes;
import io.jenkins.plugins.dockereventwatch.settings.credentials.JenkinsCredentialResolver;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import io.jenkins.plugins.dockereventwatch.update.probe.HostProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles the settings to a plan. Invalid settings are left out and reported, so that an error does not disable the
 * rest.
 */
public final class HostUpdatePlanner {

    private final JenkinsCredentialResolver credentials;
    private final MailRoutes routes;
    private final String instance;
    private final Map<String, HostProbe> hosts = new LinkedHashMap<>();
    private final Map<String, String> nodes = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Creates a planner for one plan.
     *
     * @param instance identifies this Jenkins
     */
    public HostUpdatePlanner(JenkinsCredentialResolver credentials, MailRoutes routes, String instance) {
        this.credentials = credentials;
        this.routes = routes;
        this.instance = instance;
    }

    /**
     * Compiles the settings. Must be called only once.
     *
     * @param selected the nodes, by host name
     */
    public HostUpdatePlan plan(HostUpdateConfiguration fields, Map<String, Node> selected) {
        selected.forEach((host, node) -> {
            hosts.put(host, new NodeProbe(node.getNodeName()));
            nodes.put(host, node.getNodeName());
        });
        fields.getSshHosts().forEach(this::add);
        if (hosts.isEmpty() && fields.getLabel().isEmpty()) {
            return new HostUpdatePlan(Optional.empty(), nodes, problems);
        }
        if (hosts.isEmpty()) {
            // The nodes may return, and mails about them that wait for the mail server are still sent.
            problems.add(Messages.HostUpdatePlanner_NoNode(fields.getLabel()));
        }
        return new HostUpdatePlan(reminders(fields), nodes, problems);
    }

    private Optional<ReminderSettings> reminders(HostUpdateConfiguration fields) {
        CronSchedule schedule;
        try {
            schedule = fields.when(instance);
        } catch (IllegalArgumentException e) {
            problems.add(Messages.HostUpdatePlanner_Schedule(FormText.message(e)));
            return Optional.empty();
        }
        UpdatePolicy policy;
        try {
            policy = fields.getPolicy().toPolicy();
        } catch (IllegalArgumentException e) {
            problems.add(Messages.HostUpdatePlanner_Policy(FormText.message(e)));
            return Optional.empty();
        }
        return Optional.of(new ReminderSettings(
                hosts,
                Duration.ofMinutes(fields.getCheckMinutes()),
                policy,
                schedule,
                new ReminderSettings.Mails(fields.isDigest(), fields.isCatchUp(), recipients(fields)),
                new ReminderSettings.Escalation(
                        fields.getEscalateAfterWeeks(),
                        fields.getEscalateAfterWeeks() > 0 ? escalationRecipients(fields) : List.of())));
    }

    private void add(SshHostSetting host) {
        try {
            if (hosts.putIfAbsent(host.name, host.probe(credentials)) != null) {
                problems.add(Messages.HostUpdatePlanner_HostTwice(host.name));
            }
        } catch (IllegalArgumentException e) {
            problems.add(Messages.HostUpdatePlanner_Host(host.name, FormText.message(e)));
        }
    }

    private List<MailNotifier> recipients(HostUpdateConfiguration fields) {
        return routes.to(
                fields.getChannels(),
                fields.getRecipients(),
                true,
                ": reminder",
                problem -> problems.add(Messages.HostUpdatePlanner_Reminder(problem)));
    }

    /**
     * Returns the recipients of escalated reminders, without the channels' own addresses, which have received the
     * reminders.
     */
    private List<MailNotifier> escalationRecipients(HostUpdateConfiguration fields) {
        return routes.to(
                fields.getChannels(),
                fields.getEscalateRecipients(),
                false,
                ": escalation",
                problem -> problems.add(Messages.HostUpdatePlanner_Escalation(problem)));
    }
}
