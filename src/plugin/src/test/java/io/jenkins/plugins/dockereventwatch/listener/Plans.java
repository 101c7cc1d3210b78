package io.jenkins.plugins.dockereventwatch.listener;

import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.settings.WatchPlan;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What settings of tests come to. */
final class Plans {

    /** Whose containers alert. */
    static final String IMAGE = "plugin-test";

    private static final ImagePolicy POLICY = ImagePolicy.of(PolicySettings.OFFICIAL_ONLY, Clock.systemUTC());

    private Plans() {}

    /** Deaths are mailed: to a recipient where one is named, and to the people responsible for the build where asked. */
    static WatchPlan deaths(Map<String, DockerHost> hosts, String recipient, boolean responsible, int port) {
        MailNotifier mail = new MailNotifier(
                "mail",
                new MailServer("127.0.0.1", port, MailServer.Security.NONE, Optional.empty()),
                "jenkins@example.org",
                recipient.isEmpty() ? List.of() : List.of(recipient),
                Optional.empty());
        Rule rule = new Rule(
                "dies", List.of(is("Action", "die"), is("Actor.Attributes.image", IMAGE)), List.of(), List.of("mail"));
        return new WatchPlan(
                hosts,
                Map.of("mail", mail),
                List.of(rule),
                responsible ? Set.of("mail") : Set.of(),
                POLICY,
                NotificationPolicies.DEFAULT,
                Optional.empty(),
                List.of());
    }

    private static Condition is(String field, String value) {
        return new Condition(FieldPath.of(field), Condition.Operator.EQUALS, Condition.Quantifier.ANY, List.of(value));
    }
}
