package io.jenkins.plugins.dockereventwatch.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.config.Monitoring;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderLinks;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHost;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The service with a Docker Engine. */
@WithDocker
class WatchServiceTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final String IMAGE = "watch-service-test";

    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private final Set<String> alerted = ConcurrentHashMap.newKeySet();

    @Test
    void keepsHostsOfAnEqualConfiguration(DockerEngine engine) throws Exception {
        try (Store store = Store.open(new StateLocation.Memory());
                WatchService service = new WatchService(store, WatchIntegrations.NONE, Clock.systemUTC())) {
            service.apply(configuration(engine));
            WatchedHost host = service.hosts().get("here");

            service.apply(configuration(engine));

            assertThat(service.hosts()).containsOnlyKeys("here").containsValue(host);
            service.apply(WatchConfiguration.EMPTY);
            assertThat(service.hosts()).isEmpty();
        }
    }

    @Test
    void threadsOfHostsSurviveFailingIntegrations(DockerEngine engine) throws Exception {
        WatchIntegrations failing = new WatchIntegrations(
                (build, text) -> {
                    failOnce("redactor");
                    return text;
                },
                context -> {
                    failOnce("contexts");
                    return context;
                },
                this::intercept,
                ReminderLinks.NONE);
        try (Store store = Store.open(new StateLocation.Memory());
                WatchService service = new WatchService(store, failing, Clock.systemUTC())) {
            service.apply(configuration(engine));
            await().atMost(TIMEOUT)
                    .until(() -> service.hosts().get("here").status().connected());
            for (String name : List.of("first", "second", "third")) {
                String id = engine.run("service-" + name, IMAGE, "echo log; exit 3");
                try {
                    engine.awaitEnd(id);
                } finally {
                    engine.remove(id);
                }
            }

            await().atMost(TIMEOUT).until(() -> alerted.contains("service-third"));
            assertThat(failed).contains("interceptor");
            assertThat(service.health().problems()).isEmpty();
        }
    }

    private Optional<Alert> intercept(Alert alert) {
        failOnce("interceptor");
        alerted.add(alert.event().attribute("name"));
        return Optional.empty();
    }

    private void failOnce(String component) {
        if (failed.add(component)) {
            throw new IllegalStateException("A failure that this test causes");
        }
    }

    private static WatchConfiguration configuration(DockerEngine engine) {
        Rule rule = new Rule(
                "dies", List.of(is("Action", "die"), is("Actor.Attributes.image", IMAGE)), List.of(), List.of("mail"));
        return new WatchConfiguration(
                Map.of("here", engine.host()),
                Map.of(),
                EventFilters.NONE,
                RuleSet.of(List.of(rule)),
                NotificationPolicies.DEFAULT,
                Monitoring.NONE);
    }

    private static Condition is(String field, String value) {
        return new Condition(new FieldPath(field), Condition.Operator.EQUALS, Condition.Quantifier.ANY, List.of(value));
    }
}
