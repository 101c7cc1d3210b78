package io.jenkins.plugins.dockereventwatch.settings;

import io.jenkins.plugins.dockereventwatch.config.ScheduledMails;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.form.Recipients;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
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

    /**
     * Creates a factory.
     *
     * @param credentials resolves what the settings refer to
     */
    public WatchConfigurationFactory(CredentialResolver credentials) {
        this.credentials = credentials;
    }

    /** Compiles settings. */
    public CompiledSettings create(
            List<DockerHostSetting> hosts,
            List<ChannelSetting> channels,
            List<RuleSetting> rules,
            NotificationPolicySetting handling,
            List<SilenceSetting> silences,
            HeartbeatSetting heartbeat) {
        Compilation compilation = new Compilation(channels, handling);
        hosts.stream().filter(DockerHostSetting::isEnabled).forEach(compilation::addHost);
        rules.stream().filter(RuleSetting::isEnabled).forEach(compilation::addRule);
        silences.forEach(compilation::addSilence);
        if (heartbeat.isEnabled()) {
            compilation.addHeartbeat(heartbeat, new MailRoutes(channels, credentials));
        }
        templates = compilation.used;
        return compilation.result();
    }

    /** The properties that distinguish the notifiers of one channel. */
    private record Variant(ChannelSetting channel, List<String> recipients, String template, boolean responsible) {}

    private final class Compilation {

        private final Map<String, ChannelSetting> channels = new LinkedHashMap<>();
        private final Map<String, DockerHost> hosts = new LinkedHashMap<>();
        private final Map<Variant, String> names = new HashMap<>();
        private final Map<String, Notifier> notifiers = new LinkedHashMap<>();
        private final List<Rule> rules = new ArrayList<>();
        private final Set<String> responsible = new HashSet<>();
        private Optional<HeartbeatSettings> heartbeat = Optional.empty();
        private final Set<String> problems = new LinkedHashSet<>();
        private final Map<String, Template> used = new HashMap<>();
        private final NotificationPolicySetting others;
        private final Map<String, NotificationPolicy> handlings = new HashMap<>();
        private final List<RecurringSilence> silences = new ArrayList<>();

        private Compilation(List<ChannelSetting> all, NotificationPolicySetting handling) {
            others = usable(handling);
            for (ChannelSetting channel : all) {
                if (channel.getName().isEmpty()) {
                    problems.add(Messages.ChannelSetting_NoName());
                } else if (channels.putIfAbsent(channel.getName(), channel) != null) {
                    problems.add(Messages.WatchConfigurationFactory_ChannelTwice(channel.getName()));
                }
            }
        }

        private NotificationPolicySetting usable(NotificationPolicySetting handling) {
            try {
                handling.toHandling(Optional.empty());
                return handling;
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchConfigurationFactory_Handling(e.getMessage()));
                return new NotificationPolicySetting();
            }
        }

        private void addSilence(SilenceSetting setting) {
            try {
                silences.add(setting.toSilence());
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchConfigurationFactory_Silence(setting.getReason(), e.getMessage()));
            }
        }

        /**
         * Adds the notification policy of a rule. Rules with the same title share one policy, since their alerts are
         * not distinguishable.
         */
        private void addHandling(RuleSetting setting) {
            NotificationPolicy handling;
            try {
                handling = setting.toHandling(others);
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchConfigurationFactory_HandlingOfRule(setting.getTitle(), e.getMessage()));
                return;
            }
            NotificationPolicy before = handlings.putIfAbsent(setting.getTitle(), handling);
            if (before != null && !before.equals(handling)) {
                problems.add(Messages.WatchConfigurationFactory_TitleTwice(setting.getTitle()));
            }
        }

        private NotificationPolicies handlings() {
            try {
                return new NotificationPolicies(others.toHandling(Optional.empty()), handlings, silences);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException("a setting that was found usable", e);
            }
        }

        private void addHost(DockerHostSetting setting) {
            try {
                if (setting.getName().isEmpty()) {
                    throw new IllegalArgumentException(Messages.DockerHostSetting_NoName());
                }
                if (hosts.putIfAbsent(setting.getName(), setting.toHost(credentials)) != null) {
                    throw new IllegalArgumentException(Messages.WatchConfigurationFactory_HostTwice());
                }
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchConfigurationFactory_Host(setting.getName(), e.getMessage()));
            }
        }

        private void addRule(RuleSetting setting) {
            try {
                Set<String> wanted = setting.channelNames().isEmpty() ? channels.keySet() : setting.channelNames();
                // Validated first, so that no notifiers are created for an invalid rule.
                setting.toRule(List.of());
                List<String> own = Recipients.parse(setting.getRecipients());
                Set<String> to = new LinkedHashSet<>();
                for (String name : wanted) {
                    notifier(setting, own, name).ifPresent(to::add);
                }
                if (to.isEmpty()) {
                    throw new IllegalArgumentException(Messages.WatchConfigurationFactory_NobodyToTell());
                }
                rules.add(setting.toRule(List.copyOf(to)));
                addHandling(setting);
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchConfigurationFactory_Rule(setting.getTitle(), e.getMessage()));
            }
        }

        /** Adds the heartbeat. It has no recipients if none are configured and no channel has recipients. */
        private void addHeartbeat(HeartbeatSetting setting, MailRoutes routes) {
            try {
                CronSchedule schedule = setting.toSchedule();
                List<String> to = new ArrayList<>();
                for (MailNotifier notifier :
                        routes.to(setting.getChannels(), setting.getRecipients(), ": heartbeat", problem -> {
                            if (setting.namesSomebody()) {
                                problems.add(Messages.WatchConfigurationFactory_Heartbeat(problem));
                            }
                        })) {
                    notifiers.put(notifier.name(), notifier);
                    to.add(notifier.name());
                }
                heartbeat = to.isEmpty() ? Optional.empty() : Optional.of(new HeartbeatSettings(schedule, to));
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchConfigurationFactory_Heartbeat(e.getMessage()));
            }
        }

        /**
         * Returns the notifier that sends a rule's alerts through a channel; empty, with a reported problem, if it is
         * invalid.
         */
        private Optional<String> notifier(RuleSetting rule, List<String> own, String channelName) {
            ChannelSetting channel = channels.get(channelName);
            try {
                if (channel == null) {
                    throw new IllegalArgumentException(
                            Messages.RuleSetting_NoChannel(channelName, String.join(", ", channels.keySet())));
                }
                Set<String> recipients = new LinkedHashSet<>(channel.ownRecipients());
                recipients.addAll(own);
                boolean tellsResponsible = channel.isMail() && rule.isResponsiblePeople();
                if (channel.isMail() && recipients.isEmpty() && !tellsResponsible) {
                    throw new IllegalArgumentException(Messages.WatchConfigurationFactory_NoRecipient());
                }
                String template =
                        channel.isMail() && !rule.getTemplate().isEmpty() ? rule.getTemplate() : channel.ownTemplate();
                Variant variant = new Variant(
                        channel, channel.isMail() ? List.copyOf(recipients) : List.of(), template, tellsResponsible);
                return Optional.of(named(variant, rule));
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchConfigurationFactory_Channel(channelName, rule.getTitle(), e.getMessage()));
                return Optional.empty();
            }
        }

        private String named(Variant variant, RuleSetting rule) {
            String known = names.get(variant);
            if (known != null) {
                return known;
            }
            String plain = variant.channel.getName();
            String name = plain;
            for (int i = 0; notifiers.containsKey(name); i++) {
                name = plain + ": " + rule.getTitle() + (i == 0 ? "" : " " + (i + 1));
            }
            Optional<Template> template =
                    variant.template.isEmpty() ? Optional.empty() : Optional.of(compiled(variant.template));
            notifiers.put(name, variant.channel.toNotifier(name, variant.recipients, template, credentials));
            names.put(variant, name);
            if (variant.responsible) {
                responsible.add(name);
            }
            return name;
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
                    handlings(),
                    new ScheduledMails(Optional.empty(), heartbeat));
            return new CompiledSettings(watch, responsible, List.copyOf(problems));
        }

        private ImagePolicy imagePolicy() {
            try {
                return credentials.imagePolicy();
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchConfigurationFactory_ImagePolicy(e.getMessage()));
                return NOTHING_ALLOWED;
            }
        }
    }
}
