package io.jenkins.plugins.dockereventwatch.listener;

import io.jenkins.plugins.dockereventwatch.config.Monitoring;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdatePlan;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.settings.CompiledSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings for tests. */
final class TestSettings {

    /** The image whose containers cause alerts. */
    static final String IMAGE = "plugin-test";

    private TestSettings() {}

    /** Deaths are mailed: to a recipient where one is named, and to the people responsible for the build where asked. */
    static CompiledSettings deaths(Map<String, DockerHost> hosts, String recipient, boolean responsible, int port) {
        MailNotifier mail = new MailNotifier(
                "mail",
                new MailServer("127.0.0.1", port, MailServer.Security.NONE, Optional.empty()),
                "jenkins@example.org",
                recipient.isEmpty() ? List.of() : List.of(recipient),
                RateLimit.OFF,
                Optional.empty());
        Rule rule = new Rule(
                "dies", List.of(is("Action", "die"), is("Actor.Attributes.image", IMAGE)), List.of(), List.of("mail"));
        return new CompiledSettings(
                new WatchConfiguration(
                        hosts,
                        Map.of("mail", mail),
                        EventFilters.NONE,
                        RuleSet.of(List.of(rule)),
                        NotificationPolicies.DEFAULT,
                        Monitoring.NONE),
                HostUpdatePlan.NOTHING,
                responsible ? Set.of("mail") : Set.of(),
                List.of());
    }

    private static Condition is(String field, String value) {
        return new Condition(new FieldPath(field), Condition.Operator.EQUALS, Condition.Quantifier.ANY, List.of(value));
    }
}
