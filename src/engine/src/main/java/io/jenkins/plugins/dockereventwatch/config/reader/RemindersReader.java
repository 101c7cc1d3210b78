package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlReader;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import io.jenkins.plugins.dockereventwatch.update.probe.HostProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.ProcessProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.SshAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code reminders}. */
final class RemindersReader {

    private static final int DEFAULT_ESCALATION_WEEKS = 3;

    /** The keys of reminders. */
    static final List<String> KEYS = new ArrayList<>(List.of(
            "hosts", "notify", "schedule", "zone", "holidays", "mail", "catch_up", "check_minutes", "escalate"));

    static {
        KEYS.addAll(UpdatePolicyReader.KEYS);
    }

    private final ReadContext context;
    private final YamlReader yaml;
    private final MailNotifierNames mails;

    RemindersReader(ReadContext context, MailNotifierNames mails) {
        this.context = context;
        this.yaml = context.yaml();
        this.mails = mails;
    }

    /** Reads reminders; empty: they are invalid. */
    Optional<ReminderSettings> read(Node node) {
        YamlMapping reminders = yaml.mapping(node, "reminders", KEYS);
        if (reminders.isEmpty()) {
            return Optional.empty();
        }
        reminders.require("hosts", "notify");
        Map<String, HostProbe> hosts = hosts(reminders);
        Optional<CronSchedule> schedule = new ScheduleReader(context).read(reminders, "reminders");
        List<MailNotifier> recipients = mails.notifiers(mails.read(reminders, "reminders"));
        YamlMapping escalate = reminders.mapping("escalate", List.of("after_weeks", "notify"));
        escalate.require("notify");
        int weeks = escalate.isEmpty()
                ? 0
                : escalate.parsed("after_weeks", ReminderSettings.ESCALATION_WEEKS::parse)
                        .orElse(DEFAULT_ESCALATION_WEEKS);
        List<MailNotifier> escalated = mails.notifiers(mails.read(escalate, "reminders"));
        boolean digest = reminders.flag("mail", "digest", "each").orElse(false);
        boolean catchUp = reminders.flag("catch_up", "true", "false").orElse(true);
        Duration checkEvery = reminders
                .parsed("check_minutes", ReminderSettings.CHECK_MINUTES::parse)
                .map(Duration::ofMinutes)
                .orElse(ReminderSettings.CHECK_EVERY);
        UpdatePolicy policy = new UpdatePolicyReader(context).read(reminders);
        return schedule.map(when -> new ReminderSettings(
                hosts,
                checkEvery,
                policy,
                when,
                new ReminderSettings.Mails(digest, catchUp, recipients),
                new ReminderSettings.Escalation(weeks, escalated)));
    }

    private Map<String, HostProbe> hosts(YamlMapping reminders) {
        Map<String, HostProbe> hosts = new LinkedHashMap<>();
        reminders
                .get("hosts")
                .map(entry -> yaml.mapping(entry.value(), "hosts"))
                .ifPresent(named -> named.entries().forEach(host -> {
                    yaml.parsed(host.key(), ReminderSettings::checkHostName);
                    named.parsed(host.name(), RemindersReader::probe).ifPresent(probe -> hosts.put(host.name(), probe));
                }));
        return hosts;
    }

    private static HostProbe probe(String place) {
        if (place.equals("local")) {
            return ProcessProbe.local();
        }
        try {
            return ProcessProbe.ssh(SshAddress.parse(place));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; or local", e);
        }
    }
}
