package io.jenkins.plugins.dockereventwatch.settings;

import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.form.Recipients;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.settings.channel.ChannelSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.HeartbeatSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.MailRoutes;
import io.jenkins.plugins.dockereventwatch.settings.channel.TemplateText;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import io.jenkins.plugins.dockereventwatch.settings.credentials.LiveSurroundings;
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
 * Makes a plan of the settings. What cannot be used is left out and named, so that one slip does not silence the rest.
 * Settings that are the same come to plans that are equal. Used by one thread.
 */
public final class WatchPlanner {

    private static final ImagePolicy NOTHING_ALLOWED =
            ImagePolicy.of(PolicySettings.NOTHING_ALLOWED, Clock.systemDefaultZone());

    private final CredentialResolver surroundings;

    /** Compiled once: what did not change stays the same object. */
    private Map<String, Template> templates = new HashMap<>();

    /** For this Jenkins. */
    public WatchPlanner(LiveSurroundings surroundings) {
        this((CredentialResolver) surroundings);
    }

    public WatchPlanner(CredentialResolver surroundings) {
        this.surroundings = surroundings;
    }

    /** Makes a plan. */
    public WatchPlan plan(
            List<DockerHostSetting> hosts,
            List<ChannelSetting> channels,
            List<RuleSetting> rules,
            NotificationPolicySetting handling,
            List<SilenceSetting> silences,
            HeartbeatSetting heartbeat) {
        Drafting drafting = new Drafting(channels, handling);
        hosts.stream().filter(DockerHostSetting::isEnabled).forEach(drafting::addHost);
        rules.stream().filter(RuleSetting::isEnabled).forEach(drafting::addRule);
        silences.forEach(drafting::addSilence);
        if (heartbeat.isEnabled()) {
            drafting.addHeartbeat(heartbeat, new MailRoutes(channels, surroundings));
        }
        templates = drafting.used;
        return drafting.plan();
    }

    /** What tells the notifiers of one channel apart. */
    private record Variant(ChannelSetting channel, List<String> recipients, String template, boolean responsible) {}

    private final class Drafting {

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

        private Drafting(List<ChannelSetting> all, NotificationPolicySetting handling) {
            others = usable(handling);
            for (ChannelSetting channel : all) {
                if (channel.getName().isEmpty()) {
                    problems.add(Messages.ChannelSetting_NoName());
                } else if (channels.putIfAbsent(channel.getName(), channel) != null) {
                    problems.add(Messages.WatchPlanner_ChannelTwice(channel.getName()));
                }
            }
        }

        private NotificationPolicySetting usable(NotificationPolicySetting handling) {
            try {
                handling.toHandling(Optional.empty());
                return handling;
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchPlanner_Handling(e.getMessage()));
                return new NotificationPolicySetting();
            }
        }

        private void addSilence(SilenceSetting setting) {
            try {
                silences.add(setting.toSilence());
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchPlanner_Silence(setting.getReason(), e.getMessage()));
            }
        }

        /** Rules of one title have alerts that cannot be told apart, so they go out in one way. */
        private void addHandling(RuleSetting setting) {
            NotificationPolicy handling;
            try {
                handling = setting.toHandling(others);
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchPlanner_HandlingOfRule(setting.getTitle(), e.getMessage()));
                return;
            }
            NotificationPolicy before = handlings.putIfAbsent(setting.getTitle(), handling);
            if (before != null && !before.equals(handling)) {
                problems.add(Messages.WatchPlanner_TitleTwice(setting.getTitle()));
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
                if (hosts.putIfAbsent(setting.getName(), setting.toHost(surroundings)) != null) {
                    throw new IllegalArgumentException(Messages.WatchPlanner_HostTwice());
                }
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchPlanner_Host(setting.getName(), e.getMessage()));
            }
        }

        private void addRule(RuleSetting setting) {
            try {
                Set<String> wanted = setting.channelNames().isEmpty() ? channels.keySet() : setting.channelNames();
                // Looked at before its notifiers are made: a rule that is left out brings none.
                setting.toRule(List.of());
                List<String> own = Recipients.parse(setting.getRecipients());
                Set<String> to = new LinkedHashSet<>();
                for (String name : wanted) {
                    notifier(setting, own, name).ifPresent(to::add);
                }
                if (to.isEmpty()) {
                    throw new IllegalArgumentException(Messages.WatchPlanner_NobodyToTell());
                }
                rules.add(setting.toRule(List.copyOf(to)));
                addHandling(setting);
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchPlanner_Rule(setting.getTitle(), e.getMessage()));
            }
        }

        /** Where nobody was chosen to get it, and no channel has an address of its own, it is for nobody. */
        private void addHeartbeat(HeartbeatSetting setting, MailRoutes routes) {
            try {
                CronSchedule schedule = setting.toSchedule();
                List<String> to = new ArrayList<>();
                for (MailNotifier notifier :
                        routes.to(setting.getChannels(), setting.getRecipients(), ": heartbeat", problem -> {
                            if (setting.namesSomebody()) {
                                problems.add(Messages.WatchPlanner_Heartbeat(problem));
                            }
                        })) {
                    notifiers.put(notifier.name(), notifier);
                    to.add(notifier.name());
                }
                heartbeat = to.isEmpty() ? Optional.empty() : Optional.of(new HeartbeatSettings(schedule, to));
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchPlanner_Heartbeat(e.getMessage()));
            }
        }

        /** The notifier for a rule's alerts by one channel; empty, after a complaint, where it cannot be used. */
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
                    throw new IllegalArgumentException(Messages.WatchPlanner_NoRecipient());
                }
                String template =
                        channel.isMail() && !rule.getTemplate().isEmpty() ? rule.getTemplate() : channel.ownTemplate();
                Variant variant = new Variant(
                        channel, channel.isMail() ? List.copyOf(recipients) : List.of(), template, tellsResponsible);
                return Optional.of(named(variant, rule));
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchPlanner_Channel(channelName, rule.getTitle(), e.getMessage()));
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
            notifiers.put(name, variant.channel.toNotifier(name, variant.recipients, template, surroundings));
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

        private WatchPlan plan() {
            ImagePolicy policy = imagePolicy();
            return new WatchPlan(
                    hosts, notifiers, rules, responsible, policy, handlings(), heartbeat, List.copyOf(problems));
        }

        private ImagePolicy imagePolicy() {
            try {
                return surroundings.imagePolicy();
            } catch (IllegalArgumentException e) {
                problems.add(Messages.WatchPlanner_ImagePolicy(e.getMessage()));
                return NOTHING_ALLOWED;
            }
        }
    }
}
