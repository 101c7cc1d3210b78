package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.availability.HostSettings;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSettings;
import io.jenkins.plugins.dockereventwatch.config.ActiveHoursText;
import io.jenkins.plugins.dockereventwatch.config.DayNames;
import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.config.RunRules;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.grouping.ActiveHours;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier.Encoding;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSummary;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a configuration in plain language. */
final class ConfigurationSummary {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm VV", Locale.ENGLISH);

    private final PrintWriter out;
    private final Instant now = Instant.now();

    ConfigurationSummary(PrintWriter out) {
        this.out = out;
    }

    void print(WatchConfiguration configuration, RunRules runs) {
        NotificationPolicy others = configuration.policies().others();
        List<Rule> rules = configuration.rules().rules();
        Map<String, Notifier> notifiers = configuration.notifiers();
        out.println(count(rules.size(), "rule") + ", " + count(notifiers.size(), "notifier"));
        notifiers.forEach((name, notifier) -> out.println("notifier " + name + ": " + text(notifier)
                + hours(configuration.policies().hours().get(name))));
        if (!configuration.filters().values().isEmpty()) {
            out.println("requested events: " + RuleSummary.of(configuration.filters()));
        }
        out.println("delivery: " + policy(others));
        out.println("image policy: "
                + configuration.rules().imagePolicy().settings().name());
        rules.forEach(rule -> {
            out.printf("%n%s%n    %s%n", rule.title(), RuleSummary.of(rule));
            out.println("    " + policy(configuration.policies().byRule().getOrDefault(rule.title(), others)));
        });
        configuration.policies().silences().forEach(this::print);
        if (!runs.limits().equals(LimitPolicy.BUILT_IN)) {
            print(runs.limits());
        }
        configuration.monitoring().availability().services().forEach(this::print);
        configuration.monitoring().availability().hosts().ifPresent(this::print);
        configuration.monitoring().reminders().ifPresent(this::print);
        configuration.monitoring().heartbeat().ifPresent(this::print);
    }

    /** @param hours null: always */
    private static String hours(ActiveHours hours) {
        return hours == null
                ? ""
                : "; only " + ActiveHoursText.text(hours.periods()) + " (" + hours.zone() + "), otherwise "
                        + hours.otherwise().orElse("alerts wait");
    }

    private static String text(Notifier notifier) {
        RateLimit limit = notifier.rateLimit();
        String rate = limit.perMinute() == 0
                ? "no rate limit"
                : "at most " + count(limit.perMinute(), "message") + " per minute, " + limit.burst() + " at once";
        if (notifier instanceof MailNotifier mail) {
            return "mail to " + join(mail.to()) + (mail.template().isPresent() ? " by a template" : "") + "; " + rate;
        }
        String encoding =
                notifier instanceof WebhookNotifier webhook && webhook.encoding() instanceof Encoding.Form form
                        ? " with the form field " + form.key()
                        : " with JSON";
        return "webhook" + encoding + "; " + rate;
    }

    private static String policy(NotificationPolicy policy) {
        List<String> parts = new ArrayList<>();
        policy.persistFor().ifPresent(time -> parts.add("only if it lasts for " + DurationText.of(time)));
        policy.gracePeriod()
                .ifPresent(hold -> parts.add((hold.sendIfRestarted() ? "only if" : "unless") + " restarted within "
                        + DurationText.of(hold.within())));
        parts.add(policy.grouping()
                .map(group -> "grouped by " + (group.by().isEmpty() ? "project or container" : join(group.by()))
                        + ", wait " + DurationText.of(group.delay()) + ", interval " + DurationText.of(group.interval())
                        + ", repeat " + DurationText.of(group.repeat()))
                .orElse("not grouped"));
        parts.add(policy.crashLoop()
                .map(limit ->
                        "crash loop after " + limit.deaths() + " deaths within " + DurationText.of(limit.within()))
                .orElse("no crash loops"));
        if (policy.resolved()) {
            parts.add("resolved messages");
        }
        return String.join("; ", parts);
    }

    private void print(RecurringSilence silence) {
        String condition = silence.matchers().stream().map(RuleSummary::of).collect(Collectors.joining(" and "));
        out.printf("%nsilence: %s%n    %s", silence.reason(), DayNames.text(silence.days()));
        out.printf(" from %s to %s %s", silence.from(), silence.to(), silence.zone());
        out.println(condition.isEmpty() ? "" : ", if " + condition);
    }

    private void print(ServiceSettings service) {
        List<String> alerts = new ArrayList<>();
        service.absentFor().ifPresent(time -> alerts.add("absent for " + DurationText.of(time)));
        service.unhealthyFor().ifPresent(time -> alerts.add("unhealthy for " + DurationText.of(time)));
        service.memory()
                .ifPresent(memory -> alerts.add("uses " + memory.percent() + " % of its memory limit or more for "
                        + DurationText.of(memory.lasting())));
        String kind = service.selector().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        out.printf(
                "%nservice %s: %s %s%n",
                service.name(), kind, service.selector().value());
        out.println("    to " + join(service.notifiers()) + " if " + String.join(", or ", alerts));
    }

    private void print(HostSettings hosts) {
        out.printf(
                "%nhosts%n    to %s if unreachable for %s%n",
                join(hosts.notifiers()), DurationText.of(hosts.unreachableFor()));
    }

    private void print(LimitPolicy limits) {
        out.printf("%nlimits of runs%n");
        print("default", options(limits.defaults()));
        print("maximum", options(limits.maxima()));
        print("networks", limits.networks());
        print("capabilities", limits.capabilities());
        print("mounts", limits.mounts());
        print("undetermined images", limits.undeterminedImages() ? List.of("allowed") : List.of());
    }

    private static List<String> options(RunOptions options) {
        return options.values().entrySet().stream()
                .map(option -> option.getKey().key() + " " + join(option.getValue()))
                .toList();
    }

    private void print(String name, Collection<String> values) {
        if (!values.isEmpty()) {
            out.println("    " + name + ": " + join(values.stream().sorted().toList()));
        }
    }

    private void print(ReminderSettings reminders) {
        out.printf("%nreminders of the updates of %s%n", join(reminders.hosts().keySet()));
        out.println("    mail to " + names(reminders.mails().recipients())
                + (reminders.mails().digest() ? ", one for all hosts" : ""));
        if (reminders.escalation().afterWeeks() > 0) {
            out.println("    after " + count(reminders.escalation().afterWeeks(), "missed week") + " also to "
                    + names(reminders.escalation().recipients()));
        }
        print(reminders.schedule());
        if (reminders.schedule().isMoreOftenThanWeekly(now)) {
            out.println("    warning: this is more than once a week; a host gets at most one reminder a week");
        }
    }

    private void print(HeartbeatSettings heartbeat) {
        out.printf("%nheartbeat%n    mail to %s%n", join(heartbeat.notifiers()));
        print(heartbeat.schedule());
    }

    private void print(CronSchedule schedule) {
        out.println("    " + schedule.words(Locale.ENGLISH));
        schedule.next(now, 3).forEach(date -> out.println("    " + DATE.format(date)));
        schedule.warnings(now).forEach(warning -> out.println("    warning: " + warning));
    }

    private static String names(List<MailNotifier> notifiers) {
        return join(notifiers.stream().map(MailNotifier::name).toList());
    }

    private static String join(Collection<String> texts) {
        return String.join(", ", texts);
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
