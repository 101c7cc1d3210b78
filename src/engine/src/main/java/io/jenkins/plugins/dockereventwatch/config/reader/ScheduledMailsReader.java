package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.NotifierDefinition;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlReader;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import io.jenkins.plugins.dockereventwatch.update.probe.HostProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.ProcessProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.SshAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code reminders} and {@code heartbeat}: mails that are sent by a schedule to mail notifiers. */
final class ScheduledMailsReader {
    private static final int DEFAULT_ESCALATION_WEEKS = 3;
    private static final List<String> SCHEDULE_KEYS = List.of("notify", "schedule", "zone", "holidays");

    /** The keys of reminders. */
    static final List<String> REMINDER_KEYS = Stream.of(
                    List.of("hosts"),
                    SCHEDULE_KEYS,
                    List.of("mail", "catch_up", "check_minutes", "escalate"),
                    UpdatePolicyReader.KEYS)
            .flatMap(List::stream)
            .toList();

    private final ReadContext context;
    private final YamlReader yaml;
    private final Map<String, NotifierDefinition> notifiers;

    /**
     * Creates a reader.
     *
     * @param notifiers the valid notifiers by name
     */
    ScheduledMailsReader(ReadContext context, Map<String, NotifierDefinition> notifiers) {
        this.context = context;
        this.yaml = context.yaml();
        this.notifiers = notifiers;
    }

    /** Reads reminders; empty: they are invalid. */
    Optional<ReminderSettings> reminders(Node node) {
        YamlMapping reminders = yaml.mapping(node, "reminders", REMINDER_KEYS);
        if (reminders.isEmpty()) {
            return Optional.empty();
        }
        reminders.require("hosts", "notify");
        Map<String, HostProbe> hosts = hosts(reminders);
        Optional<CronSchedule> schedule = schedule(reminders, "reminders");
        List<MailNotifier> recipients = recipients(reminders);
        YamlMapping escalate = reminders.mapping("escalate", List.of("after_weeks", "notify"));
        escalate.require("notify");
        int weeks = escalate.isEmpty()
                ? 0
                : escalate.parsed("after_weeks", ReminderSettings.ESCALATION_WEEKS::parse)
                        .orElse(DEFAULT_ESCALATION_WEEKS);
        List<MailNotifier> escalated = recipients(escalate);
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
                    named.parsed(host.name(), ScheduledMailsReader::probe)
                            .ifPresent(probe -> hosts.put(host.name(), probe));
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

    /**
     * Reads the heartbeat of a configuration; weekly, to all mail notifiers, if it is not specified.
     *
     * @return empty: {@code off}, invalid, or there are no mail notifiers
     */
    Optional<HeartbeatSettings> heartbeat(YamlMapping configuration) {
        Optional<Node> node = configuration.get("heartbeat").map(YamlMapping.Entry::value);
        if (node.isPresent() && !(node.get() instanceof MappingNode)) {
            if (!isOff(node.get())) {
                String expected = "expected off, or a mapping with notify, schedule, zone, holidays";
                context.problems().add(node.get(), "Invalid heartbeat: " + expected);
            }
            return Optional.empty();
        }
        YamlMapping heartbeat = configuration.mapping("heartbeat", SCHEDULE_KEYS);
        if (context.isLenient()) {
            heartbeat
                    .get("holidays")
                    .ifPresent(entry -> context.problems()
                            .add(entry.key(), "'holidays' is not imported: a heartbeat in Jenkins has no holidays"));
        }
        List<String> names = heartbeat.has("notify")
                ? names(heartbeat, "heartbeats").stream().distinct().toList()
                : notifiers.values().stream()
                        .filter(NotifierDefinition.Mail.class::isInstance)
                        .map(NotifierDefinition::name)
                        .toList();
        if (node.isPresent() && !heartbeat.has("notify") && names.isEmpty()) {
            context.problems().add(node.get(), "No mail notifier: heartbeats are sent by mail");
        }
        return schedule(heartbeat, "heartbeat")
                .filter(schedule -> !names.isEmpty())
                .map(schedule -> new HeartbeatSettings(schedule, names));
    }

    static boolean isOff(Node node) {
        return node instanceof ScalarNode word && word.getValue().equals("off");
    }

    private List<MailNotifier> recipients(YamlMapping keys) {
        return names(keys, "reminders").stream()
                .map(name -> (MailNotifier) notifiers.get(name).toNotifier().orElseThrow())
                .toList();
    }

    private List<String> names(YamlMapping keys, String mails) {
        return keys.all("notify", name -> {
            YamlReader.check("Unknown notifier", name, notifiers.keySet());
            if (!(notifiers.get(name) instanceof NotifierDefinition.Mail)) {
                throw new IllegalArgumentException(
                        "Invalid notifier '" + name + "': it is a webhook, and " + mails + " are sent by mail");
            }
            return name;
        });
    }

    /**
     * Reads a schedule; empty: it is invalid. The default is weekly.
     *
     * @param name the input of the hash for {@code H}
     */
    private Optional<CronSchedule> schedule(YamlMapping keys, String name) {
        ZoneId zone = keys.parsed("zone", CronSchedule::zone).orElse(ZoneId.systemDefault());
        Holidays holidays = holidays(keys);
        if (keys.has("schedule")) {
            return keys.parsed("schedule", text -> CronSchedule.parse(text, zone, name, holidays, Instant.now()));
        }
        try {
            return Optional.of(CronSchedule.parse(CronSchedule.WEEKLY, zone, name, holidays, Instant.now()));
        } catch (IllegalArgumentException e) {
            context.problems().add(keys.node(), e.getMessage());
            return Optional.empty();
        }
    }

    private Holidays holidays(YamlMapping keys) {
        try {
            return Holidays.parse(keys.all("holidays", text -> text));
        } catch (IllegalArgumentException e) {
            context.problems().add(keys.get("holidays").orElseThrow().value(), e.getMessage());
            return Holidays.NONE;
        }
    }
}
