package io.jenkins.plugins.dockereventwatch.settings;

import io.jenkins.plugins.dockereventwatch.alert.MailServer;
import io.jenkins.plugins.dockereventwatch.alert.MailUrl;
import io.jenkins.plugins.dockereventwatch.alert.Secret;
import io.jenkins.plugins.dockereventwatch.alert.WebhookNotifier.Encoding;
import io.jenkins.plugins.dockereventwatch.config.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.config.ConfigurationImport;
import io.jenkins.plugins.dockereventwatch.config.ConfigurationImport.Imported;
import io.jenkins.plugins.dockereventwatch.config.ConfigurationImport.ImportedNotifier;
import io.jenkins.plugins.dockereventwatch.config.ConfigurationImport.ImportedRule;
import io.jenkins.plugins.dockereventwatch.config.Problem;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Quantifier;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes channels and rules of a config.yml of docker-events-notifier. */
final class ConfigYmlImport {

    private final Imported imported;

    private ConfigYmlImport(Imported imported) {
        this.imported = imported;
    }

    /** Keeps secrets that stand in the file. */
    interface SecretKeeper {

        /**
         * Keeps one as credentials.
         *
         * @param notifier whose it is
         * @return the credentials' id
         */
        String keep(String notifier, Secret secret);
    }

    /**
     * Reads a file's text.
     *
     * @throws UnusableSettingException if it is no YAML; says where
     */
    static ConfigYmlImport of(String text) throws UnusableSettingException {
        try {
            return new ConfigYmlImport(ConfigurationImport.read(Text.ofTextArea(text)));
        } catch (ConfigurationException e) {
            throw new UnusableSettingException(
                    e.problems().stream().map(ConfigYmlImport::shown).collect(Collectors.joining("\n")));
        }
    }

    /** What could not be taken over, each with its line. */
    List<String> leftOut() {
        return imported.leftOut().stream().map(ConfigYmlImport::shown).toList();
    }

    private static String shown(Problem problem) {
        return Messages.ConfigYmlImport_Line(problem.line(), problem.column(), problem.message());
    }

    /** How many rules are not taken over whole. */
    long incompleteRules() {
        return imported.rules().stream().filter(rule -> !rule.complete()).count();
    }

    /** The channels. */
    List<ChannelSetting> channels(SecretKeeper secrets) {
        List<ChannelSetting> channels = new ArrayList<>();
        for (ImportedNotifier notifier : imported.notifiers()) {
            channels.add(
                    notifier instanceof ImportedNotifier.Mail mail
                            ? mail(mail, secrets)
                            : webhook((ImportedNotifier.Webhook) notifier, secrets));
        }
        return channels;
    }

    private static ChannelSetting mail(ImportedNotifier.Mail imported, SecretKeeper secrets) {
        SmtpChannel channel = new SmtpChannel(imported.name(), urlOf(imported.mail()));
        imported.mail()
                .server()
                .login()
                .map(MailServer.Login::password)
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

    private static ChannelSetting webhook(ImportedNotifier.Webhook imported, SecretKeeper secrets) {
        WebhookChannel channel = new WebhookChannel(
                imported.name(),
                imported.url().map(url -> secrets.keep(imported.name(), url)).orElse(""));
        if (imported.encoding() instanceof Encoding.Form form) {
            channel.setFormField(form.key());
        }
        return channel;
    }

    /** The rules; those that are not taken over whole are off, since they would meet more than they should. */
    List<RuleSetting> rules() {
        return imported.rules().stream().map(ConfigYmlImport::rule).toList();
    }

    private static RuleSetting rule(ImportedRule imported) {
        RuleSetting rule = new RuleSetting(imported.rule().title());
        List<ConditionSetting> conditions = new ArrayList<>();
        imported.rule().when().forEach(condition -> add(conditions, condition, false));
        imported.rule().unless().forEach(condition -> add(conditions, condition, true));
        rule.setConditions(conditions);
        rule.setChannels(String.join(", ", imported.rule().notifiers()));
        rule.setEnabled(imported.complete());
        return rule;
    }

    private static void add(List<ConditionSetting> conditions, Condition condition, boolean unless) {
        String field = ConditionSetting.fieldOf(condition.field());
        ConditionOperator operator = ConditionOperator.of(condition.operator(), unless);
        if (condition.quantifier() == Quantifier.ALL) {
            condition.values().forEach(value -> conditions.add(new ConditionSetting(field, operator, value)));
        } else {
            conditions.add(new ConditionSetting(field, operator, String.join("\n", condition.values())));
        }
    }
}
