package io.jenkins.plugins.dockereventwatch.settings;

import io.jenkins.plugins.dockereventwatch.availability.AvailabilitySettings;
import io.jenkins.plugins.dockereventwatch.availability.HostSettings;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSettings;
import io.jenkins.plugins.dockereventwatch.config.Monitoring;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdatePlan;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.settings.availability.HostAvailabilitySetting;
import io.jenkins.plugins.dockereventwatch.settings.availability.ServiceSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.AlertingSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.ChannelSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.HeartbeatSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.MailRoutes;
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

    private Map<String, Template> templates = Map.of();

    public WatchConfigurationFactory(CredentialResolver credentials) {
        this.credentials = credentials;
    }

    /**
     * The settings of what is monitored besides events.
     *
     * @param hosts empty: the availability of hosts is not monitored
     */
    public record MonitoringSettings(
            List<ServiceSetting> services,
            Optional<HostAvailabilitySetting> hosts,
            HeartbeatSetting heartbeat,
            HostUpdatePlan hostUpdates) {}

    public CompiledSettings create(
            List<DockerHostSetting> hosts,
            List<ChannelSetting> channels,
            List<RuleSetting> rules,
            NotificationPolicySetting notificationPolicy,
            List<SilenceSetting> silences,
            MonitoringSettings monitoring) {
        Compilation compilation = new Compilation(channels, monitoring.hostUpdates());
        compilation.setDefaults(notificationPolicy);
        if (monitoring.heartbeat().isEnabled()) {
            compilation.addHeartbeat(monitoring.heartbeat(), new MailRoutes(channels, credentials));
        }
        hosts.stream().filter(DockerHostSetting::isEnabled).forEach(compilation::addHost);
        rules.stream().filter(RuleSetting::isEnabled).forEach(compilation::addRule);
        silences.forEach(compilation::addSilence);
        monitoring.services().forEach(compilation::addService);
        monitoring.hosts().ifPresent(compilation::setHostAvailability);
        templates = compilation.notifiers.templates();
        return compilation.result();
    }

    private final class Compilation {

        private final HostUpdatePlan hostUpdates;
        private final Map<String, ChannelSetting> channels = new LinkedHashMap<>();
        private final Map<String, DockerHost> hosts = new LinkedHashMap<>();
        private final List<Rule> rules = new ArrayList<>();
        private final Map<String, ServiceSettings> services = new LinkedHashMap<>();
        private Optional<HostSettings> hostAvailability = Optional.empty();
        private Optional<HeartbeatSettings> heartbeat = Optional.empty();
        private final Set<String> problems = new LinkedHashSet<>();
        private final AlertNotifiers notifiers = new AlertNotifiers(channels, credentials, templates, problems::add);
        private NotificationPolicy defaults = NotificationPolicy.DEFAULT;
        private final Map<String, NotificationPolicy> policies = new HashMap<>();
        private final List<RecurringSilence> silences = new ArrayList<>();

        private Compilation(List<ChannelSetting> all, HostUpdatePlan hostUpdates) {
            this.hostUpdates = hostUpdates;
            hostUpdates.settings().map(ReminderSettings::notifiers).ifPresent(map -> map.forEach(notifiers::add));
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
            UnaryOperator<String> problem = reason -> Messages.WatchConfigurationFactory_Rule(setting.title, reason);
            attempt(
                    () -> {
                        // Validated first, so that no notifiers are created for an invalid rule.
                        setting.toRule(List.of());
                        rules.add(setting.toRule(notifiers(setting, setting.title, problem)));
                        addPolicy(setting);
                    },
                    problem);
        }

        private List<String> notifiers(AlertingSetting setting, String title, UnaryOperator<String> problem) {
            return notifiers.of(setting, title, reason -> problems.add(problem.apply(reason)));
        }

        private void addService(ServiceSetting setting) {
            UnaryOperator<String> problem = reason -> Messages.WatchConfigurationFactory_Service(setting.name, reason);
            attempt(
                    () -> {
                        setting.toService(List.of());
                        if (services.containsKey(setting.name)) {
                            throw new IllegalArgumentException(Messages.WatchConfigurationFactory_ServiceTwice());
                        }
                        services.put(setting.name, setting.toService(notifiers(setting, setting.name, problem)));
                    },
                    problem);
        }

        private void setHostAvailability(HostAvailabilitySetting setting) {
            attempt(
                    () -> {
                        setting.toHosts(List.of());
                        hostAvailability = Optional.of(setting.toHosts(
                                notifiers(setting, "hosts", Messages::WatchConfigurationFactory_HostAvailability)));
                    },
                    Messages::WatchConfigurationFactory_HostAvailability);
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
                        to.forEach(notifier -> notifiers.add(notifier.name(), notifier));
                        heartbeat = to.isEmpty()
                                ? Optional.empty()
                                : Optional.of(new HeartbeatSettings(
                                        schedule,
                                        to.stream().map(MailNotifier::name).toList()));
                    },
                    Messages::WatchConfigurationFactory_Heartbeat);
        }

        private CompiledSettings result() {
            ImagePolicy policy = imagePolicy();
            AvailabilitySettings availability =
                    new AvailabilitySettings(List.copyOf(services.values()), hostAvailability);
            WatchConfiguration watch = new WatchConfiguration(
                    hosts,
                    notifiers.all(),
                    EventFilters.NONE,
                    RuleSet.of(rules, policy),
                    new NotificationPolicies(defaults, policies, silences, notifiers.hours()),
                    new Monitoring(availability, hostUpdates.settings(), heartbeat));
            return new CompiledSettings(watch, hostUpdates, notifiers.responsible(), List.copyOf(problems));
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
