package io.jenkins.plugins.dockereventwatch.settings.importer;

import io.jenkins.plugins.dockereventwatch.config.ActiveHoursText;
import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.config.ImportedConfiguration;
import io.jenkins.plugins.dockereventwatch.config.ImportedConfiguration.ImportedRule;
import io.jenkins.plugins.dockereventwatch.config.NotifierDefinition;
import io.jenkins.plugins.dockereventwatch.config.reader.ConfigurationReader;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problem;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.MailUrl;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier.Encoding;
import io.jenkins.plugins.dockereventwatch.settings.availability.HostAvailabilitySetting;
import io.jenkins.plugins.dockereventwatch.settings.availability.ServiceSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.ChannelSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.HeartbeatSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.SmtpChannel;
import io.jenkins.plugins.dockereventwatch.settings.channel.WebhookChannel;
import io.jenkins.plugins.dockereventwatch.settings.rule.ConditionSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.NotificationPolicySetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.RuleSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.SilenceSetting;
import io.jenkins.plugins.dockereventwatch.text.Login;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Converts a config.yml of docker-events-notifier to settings. */
public final class ConfigYmlImport {

    private final ImportedConfiguration imported;

    private ConfigYmlImport(ImportedConfiguration imported) {
        this.imported = imported;
    }

    /** Stores the secrets that the file contains. */
    public interface SecretKeeper {

        /**
         * Stores a secret as credentials.
         *
         * @param notifier the name of the notifier that uses the secret
         * @return the ID of the credentials
         */
        String keep(String notifier, Secret secret);
    }

    /**
     * Parses the text of a file.
     *
     * @throws IllegalArgumentException if the text is not valid YAML; the message contains the position
     */
    public static ConfigYmlImport of(String text) {
        try {
            return new ConfigYmlImport(ConfigurationReader.readLeniently(FormText.withLineFeeds(text)));
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException(
                    e.problems().stream().map(ConfigYmlImport::shown).collect(Collectors.joining("\n")));
        }
    }

    /** Returns the parts that cannot be imported, with their line numbers. */
    public List<String> leftOut() {
        return imported.problems().stream().map(ConfigYmlImport::shown).toList();
    }

    private static String shown(Problem problem) {
        return Messages.ConfigYmlImport_Line(problem.line(), problem.column(), problem.message());
    }

    /** Returns the number of rules that are imported incompletely. */
    public long incompleteRules() {
        return imported.rules().stream().filter(rule -> !rule.complete()).count();
    }

    public List<ChannelSetting> channels(SecretKeeper secrets) {
        List<ChannelSetting> channels = new ArrayList<>();
        for (NotifierDefinition notifier : imported.notifiers()) {
            ChannelSetting channel = notifier instanceof NotifierDefinition.Mail mail
                    ? mail(mail, secrets)
                    : webhook((NotifierDefinition.Webhook) notifier, secrets);
            channel.setRateLimit(notifier.rateLimit().perMinute());
            channel.setRateBurst(notifier.rateLimit().burst());
            notifier.hours().ifPresent(hours -> {
                channel.setActiveHours(ActiveHoursText.text(hours.periods()));
                channel.setActiveZone(hours.zone().getId());
                channel.setOtherwise(hours.otherwise().orElse(""));
            });
            channels.add(channel);
        }
        return channels;
    }

    private static ChannelSetting mail(NotifierDefinition.Mail imported, SecretKeeper secrets) {
        SmtpChannel channel = new SmtpChannel(imported.name(), urlOf(imported.mail()));
        imported.mail()
                .server()
                .login()
                .map(Login::password)
                .filter(password -> !password.reveal().isEmpty())
                .ifPresent(password -> channel.setCredentialsId(secrets.keep(imported.name(), password)));
        return channel;
    }

    private static String urlOf(MailUrl mail) {
        MailServer server = mail.server();
        String scheme = server.security() == MailServer.Security.TLS ? "smtps" : "smtp";
        String user = server.login().map(login -> encoded(login.user()) + "@").orElse("");
        String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
        String starttls = switch (server.security()) {
            case NONE -> "&starttls=never";
            case STARTTLS_REQUIRED -> "&starttls=required";
            default -> "";
        };
        return scheme + "://" + user + host + ":" + server.port() + "?from=" + mail.from()
                + mail.to().stream().map(to -> "&to=" + to).collect(Collectors.joining()) + starttls;
    }

    private static String encoded(String user) {
        return URLEncoder.encode(user, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%40", "@");
    }

    private static ChannelSetting webhook(NotifierDefinition.Webhook imported, SecretKeeper secrets) {
        WebhookChannel channel = new WebhookChannel(
                imported.name(),
                imported.url().map(url -> secrets.keep(imported.name(), url)).orElse(""));
        if (imported.encoding() instanceof Encoding.Form form) {
            channel.setFormField(form.key());
        }
        return channel;
    }

    /** Returns the imported rules. Incompletely imported rules are disabled, since they would match too many events. */
    public List<RuleSetting> rules() {
        return imported.rules().stream().map(this::rule).toList();
    }

    private RuleSetting rule(ImportedRule from) {
        RuleSetting rule = new RuleSetting(from.rule().title());
        List<ConditionSetting> conditions = new ArrayList<>();
        from.rule().when().forEach(condition -> ConditionSetting.add(conditions, condition, false));
        from.rule().unless().forEach(condition -> ConditionSetting.add(conditions, condition, true));
        rule.setConditions(conditions);
        rule.setChannels(String.join(", ", from.rule().notifiers()));
        NotificationPolicy others = imported.defaults().policy().orElse(NotificationPolicy.DEFAULT);
        NotificationPolicySetting notificationPolicy = NotificationPolicySetting.of(from.policy());
        rule.setNotificationPolicy(
                notificationPolicy
                                .toPolicy()
                                .equals(NotificationPolicySetting.of(others).toPolicy())
                        ? null
                        : notificationPolicy);
        from.policy().gracePeriod().ifPresent(rule::setHold);
        from.policy().persistFor().map(DurationText::of).ifPresent(rule::setPersistFor);
        rule.setEnabled(from.complete());
        return rule;
    }

    /** Returns the default notification policy; empty if the file does not contain one. */
    public Optional<NotificationPolicySetting> notificationPolicy() {
        return imported.defaults().policy().map(NotificationPolicySetting::of);
    }

    public List<SilenceSetting> silences() {
        return imported.silences().stream().map(SilenceSetting::of).toList();
    }

    public List<ServiceSetting> services() {
        return imported.availability().services().stream()
                .map(ServiceSetting::of)
                .toList();
    }

    /** Returns how the availability of hosts is monitored; empty if the file does not contain it. */
    public Optional<HostAvailabilitySetting> hostAvailability() {
        return imported.availability().hosts().map(HostAvailabilitySetting::of);
    }

    /** Returns the image policy; empty if the file does not contain one. */
    public Optional<PolicySettings> imagePolicy() {
        return imported.defaults().imagePolicy();
    }

    /** Returns the heartbeat; empty if the file does not contain it. */
    public Optional<HeartbeatSetting> heartbeat() {
        return imported.defaults().heartbeat().map(heartbeat -> HeartbeatSetting.of(heartbeat.settings()));
    }

    /** Returns the names of the imported parts other than channels and rules, as in the file. */
    public String alsoTaken() {
        List<String> also = new ArrayList<>();
        notificationPolicy().ifPresent(imported -> also.add("group, crash_loop, resolved"));
        if (!services().isEmpty()) {
            also.add("services");
        }
        hostAvailability().ifPresent(imported -> also.add("hosts"));
        if (!silences().isEmpty()) {
            also.add("silences");
        }
        imagePolicy().ifPresent(imported -> also.add("image_policy"));
        heartbeat().ifPresent(imported -> also.add("heartbeat"));
        return String.join(", ", also);
    }
}
