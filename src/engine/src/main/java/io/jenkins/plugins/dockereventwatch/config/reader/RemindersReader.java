package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.Placeholders;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.Scalars;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
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

    private final Problems problems;
    private final YamlNodes nodes;
    private final Placeholders placeholders;
    private final Scalars scalars;
    private final Map<String, Notifier> notifiers;

    /**
     * Prepares it.
     *
     * @param notifiers those that could be read, by name
     */
    RemindersReader(Problems problems, Placeholders placeholders, Map<String, Notifier> notifiers) {
        this.problems = problems;
        this.nodes = new YamlNodes(problems);
        this.placeholders = placeholders;
        this.scalars = new Scalars(problems, placeholders);
        this.notifiers = notifiers;
    }

    /** Reads it; empty where there is nothing to be used, after a complaint. */
    Optional<ReminderSettings> read(Node node) {
        Map<String, Entry> keys = nodes.mapping(node, "reminders", KEYS);
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        for (String required : List.of("hosts", "notify")) {
            if (!keys.containsKey(required)) {
                problems.add(node, "reminders has no " + required);
            }
        }
        Map<String, HostProbe> hosts = hosts(keys.get("hosts"));
        Optional<CronSchedule> schedule = new ScheduleReader(problems, placeholders).read(node, keys, "reminders");
        MailNotifierNames mails = new MailNotifierNames(problems, placeholders, notifiers);
        List<MailNotifier> notify = mails.read(keys.get("notify"), "reminders");
        Map<String, Entry> escalate = Optional.ofNullable(keys.get("escalate"))
                .map(entry -> nodes.mapping(entry.value(), "escalate", List.of("after_weeks", "notify")))
                .orElse(Map.of());
        int after = escalate.isEmpty()
                ? 0
                : scalars.number(escalate.get("after_weeks"), 1, 52).orElse(3);
        List<MailNotifier> others = mails.read(escalate.get("notify"), "reminders");
        if (!escalate.isEmpty() && others.isEmpty() && !escalate.containsKey("notify")) {
            problems.add(keys.get("escalate").value(), "escalate has no notify");
        }
        boolean digest = scalars.choice(keys.get("mail"), List.of("each", "digest"))
                .filter("digest"::equals)
                .isPresent();
        boolean catchUp = scalars.choice(keys.get("catch_up"), List.of("true", "false"))
                .filter("false"::equals)
                .isEmpty();
        int minutes =
                scalars.number(keys.get("check_minutes"), 1, 60).orElse((int) ReminderSettings.CHECK_EVERY.toMinutes());
        return schedule.map(when -> new ReminderSettings(
                hosts,
                when,
                new UpdatePolicyReader(problems, placeholders).read(keys),
                digest,
                catchUp,
                notify,
                after,
                others,
                Duration.ofMinutes(minutes)));
    }

    private Map<String, HostProbe> hosts(Entry entry) {
        Map<String, HostProbe> hosts = new LinkedHashMap<>();
        if (entry == null) {
            return hosts;
        }
        nodes.mapping(entry.value(), "hosts").forEach((name, host) -> {
            if (name.isBlank() || name.equals("*") || name.length() > 200) {
                problems.add(host.key(), "a host's name has 1 to 200 characters and is not '*'");
            }
            scalars.text(host).ifPresent(place -> {
                try {
                    hosts.put(
                            name,
                            place.equals("local") ? ProcessProbe.local() : ProcessProbe.ssh(SshAddress.parse(place)));
                } catch (IllegalArgumentException e) {
                    problems.add(host.value(), e.getMessage() + "; or local");
                }
            });
        });
        return hosts;
    }
}
