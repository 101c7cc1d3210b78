package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.Scalars;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import io.jenkins.plugins.dockereventwatch.update.probe.HostProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.ProcessProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.SshAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code reminders}. */
final class RemindersReader {

    private static final int DEFAULT_ESCALATION_WEEKS = 3;

    private static final List<String> KEYS = List.of(
            "hosts",
            "notify",
            "schedule",
            "zone",
            "holidays",
            "mail",
            "catch_up",
            "check_minutes",
            "escalate",
            UpdatePolicyReader.WAIT,
            UpdatePolicyReader.HOTFIX_FROM,
            UpdatePolicyReader.CLASSES,
            UpdatePolicyReader.HOLDS,
            UpdatePolicyReader.LISTS_DAYS);

    private final ReadContext context;
    private final Problems problems;
    private final YamlNodes nodes;
    private final Scalars scalars;
    private final MailNotifierNames mails;

    RemindersReader(ReadContext context, MailNotifierNames mails) {
        this.context = context;
        this.problems = context.problems();
        this.nodes = context.nodes();
        this.scalars = context.scalars();
        this.mails = mails;
    }

    /** Reads reminders; empty: they are invalid. */
    Optional<ReminderSettings> read(Node node) {
        Map<String, Entry> keys = nodes.mapping(node, "reminders", KEYS);
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        for (String required : List.of("hosts", "notify")) {
            if (!keys.containsKey(required)) {
                problems.add(node, "Missing key '" + required + "' of reminders");
            }
        }
        Map<String, HostProbe> hosts = hosts(keys.get("hosts"));
        Optional<CronSchedule> schedule = new ScheduleReader(context).read(node, keys, "reminders");
        List<MailNotifier> recipients = mails.notifiers(mails.read(keys.get("notify"), "reminders"));
        Map<String, Entry> escalate = Optional.ofNullable(keys.get("escalate"))
                .map(entry -> nodes.mapping(entry.value(), "escalate", List.of("after_weeks", "notify")))
                .orElse(Map.of());
        if (!escalate.isEmpty() && !escalate.containsKey("notify")) {
            problems.add(keys.get("escalate").value(), "Missing key 'notify' of escalate");
        }
        int weeks = escalate.isEmpty()
                ? 0
                : scalars.parsed(escalate.get("after_weeks"), ReminderSettings.ESCALATION_WEEKS::parse)
                        .orElse(DEFAULT_ESCALATION_WEEKS);
        List<MailNotifier> escalated = mails.notifiers(mails.read(escalate.get("notify"), "reminders"));
        boolean digest = scalars.choice(keys.get("mail"), List.of("each", "digest"))
                .filter("digest"::equals)
                .isPresent();
        boolean catchUp = scalars.choice(keys.get("catch_up"), List.of("true", "false"))
                .filter("false"::equals)
                .isEmpty();
        Duration checkEvery = scalars.parsed(keys.get("check_minutes"), ReminderSettings.CHECK_MINUTES::parse)
                .map(Duration::ofMinutes)
                .orElse(ReminderSettings.CHECK_EVERY);
        UpdatePolicy policy = new UpdatePolicyReader(context).read(keys);
        return schedule.map(when ->
                new ReminderSettings(hosts, when, policy, digest, catchUp, recipients, weeks, escalated, checkEvery));
    }

    private Map<String, HostProbe> hosts(Entry entry) {
        Map<String, HostProbe> hosts = new LinkedHashMap<>();
        if (entry == null) {
            return hosts;
        }
        nodes.mapping(entry.value(), "hosts").forEach((name, host) -> {
            scalars.parsed(host.key(), ReminderSettings::checkHostName);
            scalars.parsed(host, RemindersReader::probe).ifPresent(probe -> hosts.put(name, probe));
        });
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
