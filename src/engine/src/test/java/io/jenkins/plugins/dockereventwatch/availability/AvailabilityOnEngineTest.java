package io.jenkins.plugins.dockereventwatch.availability;

import static io.jenkins.plugins.dockereventwatch.docker.DockerEngine.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.RestartPolicy;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.EventDescription;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSelector.Kind;
import io.jenkins.plugins.dockereventwatch.config.Monitoring;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderLinks;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.service.WatchIntegrations;
import io.jenkins.plugins.dockereventwatch.service.WatchService;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.watch.ContextResolver;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Services and hosts of a real engine. */
@WithDocker
class AvailabilityOnEngineTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** An engine of a busy machine takes a while to start its containers again. */
    private static final Duration RESTART = Duration.ofSeconds(30);

    private static final List<String> MAIL = List.of("mail");

    private final ConcurrentLinkedQueue<Alert> alerts = new ConcurrentLinkedQueue<>();

    private static ServiceSettings service(String name, Kind kind, String value, Duration absentFor) {
        return new ServiceSettings(
                name,
                new ServiceSelector(kind, value),
                Optional.of(absentFor),
                Optional.of(SHORT),
                Optional.of(new MemoryThreshold(80, SHORT)),
                MAIL);
    }

    private List<String> texts() {
        return alerts.stream()
                .map(alert -> EventDescription.subject(alert.event()) + " " + EventDescription.predicate(alert.event()))
                .toList();
    }

    private WatchService watch(Store store, DockerEngine engine, AvailabilitySettings settings) throws Exception {
        WatchIntegrations capturing = new WatchIntegrations(
                (build, text) -> text.replace("hunter2", "****"),
                ContextResolver.NONE,
                alert -> {
                    alerts.add(alert);
                    return Optional.empty();
                },
                ReminderLinks.NONE);
        WatchService service = new WatchService(store, capturing, Clock.systemUTC());
        service.apply(new WatchConfiguration(
                Map.of("docker-1", engine.host()),
                Map.of(),
                EventFilters.NONE,
                RuleSet.of(List.of()),
                NotificationPolicies.DEFAULT,
                new Monitoring(settings, Optional.empty(), Optional.empty())));
        return service;
    }

    private static String run(DockerEngine engine, String name, String script, RestartPolicy policy) {
        return engine.run(name, IMAGE, script, create -> {
            create.getHostConfig().withRestartPolicy(policy).withMemory(32L << 20);
            return create.withLabels(Map.of(
                            "com.docker.compose.project", "phone-book",
                            "com.docker.compose.service", name,
                            "com.docker.compose.container-number", "1"))
                    .withHealthcheck(
                            name.equals("sick")
                                    ? new HealthCheck()
                                            .withTest(List.of("CMD-SHELL", "echo no answer for hunter2; exit 1"))
                                            .withInterval(TimeUnit.SECONDS.toNanos(1))
                                            .withRetries(1)
                                    : null);
        });
    }

    @Test
    void reportsAbsentUnhealthyAndFullContainers(DockerEngine engine) throws Exception {
        AvailabilitySettings settings = new AvailabilitySettings(
                List.of(
                        service("never started", Kind.CONTAINER, "phone-book-none", SHORT),
                        service("sick", Kind.CONTAINER, "sick", SHORT),
                        service("full", Kind.LABEL, "com.docker.compose.service=full", SHORT)),
                Optional.empty());
        String sick = run(engine, "sick", "sleep 1000", RestartPolicy.noRestart());
        String full = run(
                engine,
                "full",
                "dd if=/dev/zero of=/dev/shm/full bs=1M count=29; sleep 1000",
                RestartPolicy.noRestart());
        try (Store store = Store.open(new StateLocation.Memory());
                WatchService service = watch(store, engine, settings)) {
            await().atMost(TIMEOUT).until(() -> alerts.size() >= 3);

            assertThat(texts())
                    .anyMatch(text -> text.equals("phone-book-none is absent: there is no container"))
                    .anyMatch(text -> text.startsWith("sick has been unhealthy for "))
                    .anyMatch(text -> text.matches("full uses 9\\d % of its memory limit of 32 MiB, for .*"));
            assertThat(alerts)
                    .filteredOn(alert -> alert.event().action().equals("unhealthy"))
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.context().logLines()).containsExactly("no answer for ****"));
            assertThat(service.health().problems()).isEmpty();
        } finally {
            engine.remove(sick);
            engine.remove(full);
        }
    }

    @Test
    void reportsWhatDoesNotReturnAfterRestart(@WithDocker.Private DockerEngine engine) throws Exception {
        AvailabilitySettings settings = new AvailabilitySettings(
                List.of(service("phone-book", Kind.PROJECT, "phone-book", RESTART)),
                Optional.of(new HostSettings(Duration.ofMinutes(1), MAIL)));
        List<String> containers = List.of(
                run(engine, "web", "sleep 1000", RestartPolicy.alwaysRestart()),
                run(engine, "mysql", "sleep 1000", RestartPolicy.alwaysRestart()),
                run(engine, "reverse-proxy", "sleep 1000", RestartPolicy.noRestart()));
        try (Store store = Store.open(new StateLocation.Memory());
                WatchService service = watch(store, engine, settings)) {
            await().atMost(TIMEOUT)
                    .until(() -> store.transaction(sql -> sql.of("select count(*) from service_member")
                                    .count())
                            == 3);
            List<ProcessHandle> processes =
                    containers.stream().map(engine::process).toList();
            engine.kill();
            processes.forEach(ProcessHandle::destroyForcibly);
            // An engine may not start a container again that ends while the engine starts.
            await().atMost(TIMEOUT).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
            engine.startAgain();

            await().atMost(TIMEOUT).until(() -> alerts.size() >= 2);

            assertThat(texts())
                    .hasSize(2)
                    .anyMatch(text -> text.matches(
                            "docker-1 was not followed for a while; containers that ended meanwhile: 3: .*"))
                    .anyMatch(text ->
                            text.matches("phone-book/reverse-proxy is absent: its container ended with exit code "
                                    + DockerEngine.exitCodeWhileKilled(137)));

            engine.client().startContainerCmd("reverse-proxy").exec();
            await().atMost(TIMEOUT).until(() -> alerts.size() >= 3);

            assertThat(texts())
                    .hasSize(3)
                    .anyMatch(text -> text.startsWith("phone-book/reverse-proxy runs again after"));
            assertThat(service.health().problems()).isEmpty();
        }
    }
}
