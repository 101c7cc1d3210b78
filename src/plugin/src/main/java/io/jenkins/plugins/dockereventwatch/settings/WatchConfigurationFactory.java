package io.jenkins.plugins.dockereventwatch.settings;

import io.jenkins.plugins.dockereventwatch.availability.AvailabilitySettings;
import io.jenkins.plugins.dockereventwatch.config.Monitoring;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.form.Recipients;
import io.jenkins.plugins.dockereventwatch.grouping.ActiveHours;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdatePlan;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.settings.channel.ChannelSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.HeartbeatSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.MailRoutes;
import io.jenkins.plugins.dockereventwatch.settings.channel.TemplateText;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import io.jenkins.plugins.dockereventwatch.settings.host.DockerHostSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.NotificationPolicySetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.RuleSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.SilenceSetting;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.template.Template;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Compiles the settings. Invalid ones are ignored and reported, so that one mistake does not stop the watch. Equal
 * settings are compiled to equal values. Not thread-safe.
 */
public final class WatchConfigurationFactory {

    private static final ImagePolicy NOTHING_ALLOWED =
            ImagePolicy.of(PolicySettings.NOTHING_ALLOWED, Clock.systemDefaultZone());

    private final CredentialResolver credentials;

    /** The compiled templates: a template has no equality, so an unchanged one must stay the same object. */
    private Map<String, Template> templates = new HashMap<>();

    public WatchConfigurationFactory(CredentialResolver credentials) {
        this.credentials = credentials;
    }

    /** The settings of scheduled mails. */
    public record Mails(HeartbeatSetting heartbeat, HostUpdatePlan hostUpdates) {}

    public CompiledSettings create(
            List<DockerHostSetting> hosts,
            List<ChannelSetting> channels,
            List<RuleSetting> rules,
            NotificationPolicySetting notificationPolicy,
            List<SilenceSetting> silences,
            Mails mails) {
        Compilation compilation = new Compilation(channels, mails.hostUpdates());
        compilation.setDefaults(notificationPolicy);
        if (mails.heartbeat().isEnabled()) {
            compilation.addHeartbeat(mails.heartbeat(), new MailRoutes(channels, credentials));
        }
        hosts.stream().filter(DockerHostSetting::isEnabled).forEach(compilation::addHost);
        rules.stream().filter(RuleSetting::isEnabled).forEach(compilation::addRule);
        silences.forEach(compilation::addSilence);
        templates = compilation.used;
        return compilation.result();
    }

    /** The properties that distinguish the notifiers of one channel. */
    private record Variant(ChannelSetting channel, List<String> recipients, String template, boolean responsible) {}

    private final class Compilation {

        private final HostUpdatePlan hostUpdates;
        private final Map<String, ChannelSetting> channels = new LinkedHashMap<>();
        private final Map<String, DockerHost> hosts = new LinkedHashMap<>();
        private final Map<Variant, String> names = new HashMap<>();
        private final Map<String, Notifier> notifiers = new LinkedHashMap<>();
        private final Map<String, ActiveHours> hours = new HashMap<>();
        private final List<Rule> rules = new ArrayList<>();
        private final Set<String> responsible = new HashSet<>();
        private Optional<HeartbeatSettings> heartbeat = Optional.empty();
        private final Set<String> problems = new LinkedHashSet<>();
        private final Map<String, Template> used = new HashMap<>();
        private NotificationPolicy defaults = NotificationPolicy.DEFAULT;
        private final Map<String, NotificationPolicy> policies = new HashMap<>();
        private final List<RecurringSilence> silences = new ArrayList<>();

        private Compilation(List<ChannelSetting> all, HostUpdatePlan hostUpdates) {
            this.hostUpdates = hostUpdates;
            hostUpdates.settings().map(ReminderSettings::notifiers).ifPresent(notifiers::putAll);
            for (ChannelSetting channel : all) {
                if (channel.name.isEmpty()) {
                    problems.add(Messages.ChannelSetting_NoName());
                } else if (channels.putIfAbsent(channel.name, channel) != null) {
                    problems.add(Messages.WatchConfigurationFactory_ChannelTwice(channel.name));
                }
            }
        }

        /** Runs a step, and reports its failure. */
        private void attempt(Runnable step, UnaryOperator<String> problem) {
            try {
                step.run();
            } catch (IllegalArgumentException e) {
                problems.add(problem.apply(FormText.message(e)));
            }
        }

        private void setDefaults(NotificationPolicySetting setting) {
            attempt(() -> defaults = setting.toPolicy(), Messages::WatchConfigurationFactory_NotificationPolicy);
        }

        private void addSilence(SilenceSetting setting) {
            attempt(
                    () -> silences.add(setting.toSilence()),
                    reason -> Messages.WatchConfigurationFactory_Silence(setting.reason, reason));
        }

        private void addHost(DockerHostSetting setting) {
            attempt(
                    () -> {
                        if (setting.name.isEmpty()) {
                            throw new IllegalArgumentException(Messages.DockerHostSetting_NoName());
                        }
                        if (hosts.putIfAbsent(setting.name, setting.toHost(credentials)) != null) {
                            throw new IllegalArgumentException(Messages.WatchConfigurationFactory_HostTwice());
                        }
                    },
                    reason -> Messages.WatchConfigurationFactory_Host(setting.name, reason));
        }

        private void addRule(RuleSetting setting) {
            attempt(
                    () -> {
                        rules.add(rule(setting));
                        addPolicy(setting);
                    },
                    reason -> Messages.WatchConfigurationFactory_Rule(setting.title, reason));
        }

        private Rule rule(RuleSetting setting) {
            // Validated first, so that no notifiers are created for an invalid rule.
            setting.toRule(List.of());
            List<String> own = Recipients.parse(setting.getRecipients());
            Set<String> to = new LinkedHashSet<>();
            for (String name : setting.channelNames().isEmpty() ? channels.keySet() : setting.channelNames()) {
                attempt(
                        () -> to.add(notifier(setting, own, name)),
                        reason -> Messages.WatchConfigurationFactory_Channel(name, setting.title, reason));
            }
            if (to.isEmpty()) {
                throw new IllegalArgumentException(Messages.WatchConfigurationFactory_NobodyToTell());
            }
            return setting.toRule(List.copyOf(to));
        }

        /**
         * Adds the notification policy of a rule. Rules with the same title share one policy, since their alerts are
         * not distinguishable.
         */
        private void addPolicy(RuleSetting setting) {
            attempt(
                    () -> {
                        NotificationPolicy policy = setting.toPolicy(defaults);
                        if (!policies.computeIfAbsent(setting.title, title -> policy)
                                .equals(policy)) {
                            problems.add(Messages.WatchConfigurationFactory_TitleTwice(setting.title));
                        }
                    },
                    reason -> Messages.WatchConfigurationFactory_NotificationPolicyOfRule(setting.title, reason));
        }

        /** Adds the heartbeat. It has no recipients if none are configured and no channel has recipients. */
        private void addHeartbeat(HeartbeatSetting setting, MailRoutes routes) {
            attempt(
                    () -> {
                        CronSchedule schedule = setting.toSchedule();
                        List<MailNotifier> to = routes.to(
                                setting.getChannels(), setting.getRecipients(), true, ": heartbeat", problem -> {
                                    if (setting.hasRecipients()) {
                                        problems.add(Messages.WatchConfigurationFactory_Heartbeat(problem));
                                    }
                                });
                        to.forEach(notifier -> notifiers.put(notifier.name(), notifier));
                        heartbeat = to.isEmpty()
                                ? Optional.empty()
                                : Optional.of(new HeartbeatSettings(
                                        schedule,
                                        to.stream().map(MailNotifier::name).toList()));
                    },
                    Messages::WatchConfigurationFactory_Heartbeat);
        }

        /** Returns the name of the notifier that sends a rule's alerts through a channel. */
        private String notifier(RuleSetting rule, List<String> own, String channelName) {
            ChannelSetting channel = channels.get(channelName);
            if (channel == null) {
                throw new IllegalArgumentException(
                        Messages.RuleSetting_NoChannel(channelName, String.join(", ", channels.keySet())));
            }
            if (!channel.isMail()) {
                return named(new Variant(channel, List.of(), channel.ownTemplate(), false), rule);
            }
            Set<String> recipients = new LinkedHashSet<>(channel.ownRecipients());
            recipients.addAll(own);
            if (recipients.isEmpty() && !rule.isResponsiblePeople()) {
                throw new IllegalArgumentException(Messages.WatchConfigurationFactory_NoRecipient());
            }
            String template = rule.getTemplate().isEmpty() ? channel.ownTemplate() : rule.getTemplate();
            return named(new Variant(channel, List.copyOf(recipients), template, rule.isResponsiblePeople()), rule);
        }

        private String named(Variant variant, RuleSetting rule) {
            String known = names.get(variant);
            if (known != null) {
                return known;
            }
            String plain = variant.channel.name;
            String name = plain;
            for (int i = 0; notifiers.containsKey(name); i++) {
                name = plain + ": " + rule.title + (i == 0 ? "" : " " + (i + 1));
            }
            Optional<Template> template =
                    variant.template.isEmpty() ? Optional.empty() : Optional.of(compiled(variant.template));
            notifiers.put(name, variant.channel.toNotifier(name, variant.recipients, template, credentials));
            names.put(variant, name);
            if (variant.responsible) {
                responsible.add(name);
            }
            addHours(variant.channel, name, rule);
            return name;
        }

        /** Adds the active hours of a notifier. If they are invalid, it sends alerts at any time. */
        private void addHours(ChannelSetting channel, String notifier, RuleSetting rule) {
            attempt(
                    () -> {
                        Optional<String> other = Optional.empty();
                        if (!channel.getActiveHours().isEmpty()
                                && !channel.getOtherwise().isEmpty()) {
                            checkOthers(channel);
                            other = Optional.of(
                                    notifier(rule, Recipients.parse(rule.getRecipients()), channel.getOtherwise()));
                        }
                        channel.toActiveHours(other).ifPresent(active -> hours.put(notifier, active));
                    },
                    reason -> Messages.WatchConfigurationFactory_ActiveHours(channel.name, reason));
        }

        /** Checks that channels do not pass alerts on to each other. */
        private void checkOthers(ChannelSetting channel) {
            Set<String> passed = new LinkedHashSet<>();
            for (ChannelSetting next = channel; next != null; next = channels.get(next.getOtherwise())) {
                if (!passed.add(next.name)) {
                    throw new IllegalArgumentException(
                            Messages.WatchConfigurationFactory_OtherwiseAgain(String.join(", ", passed)));
                }
            }
        }

        private Template compiled(String text) {
            Template template = templates.get(text);
            if (template == null) {
                template = used.containsKey(text) ? used.get(text) : TemplateText.compile(text);
            }
            used.put(text, template);
            return template;
        }

        private CompiledSettings result() {
            ImagePolicy policy = imagePolicy();
            WatchConfiguration watch = new WatchConfiguration(
                    hosts,
                    notifiers,
                    EventFilters.NONE,
                    RuleSet.of(rules, policy),
                    new NotificationPolicies(defaults, policies, silences, hours),
                    new Monitoring(AvailabilitySettings.NONE, hostUpdates.settings(), heartbeat));
            return new CompiledSettings(watch, hostUpdates, responsible, List.copyOf(problems));
        }

        private ImagePolicy imagePolicy() {
            try {
                return credentials.imagePolicy();
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchConfigurationFactory_ImagePolicy(FormText.message(e)));
                return NOTHING_ALLOWED;
            }
        }
    }
}
