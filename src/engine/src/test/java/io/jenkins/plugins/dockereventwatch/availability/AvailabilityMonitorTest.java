package io.jenkins.plugins.dockereventwatch.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.EventDescription;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.grouping.AlertRouterFactory;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.outbox.Outbox;
import io.jenkins.plugins.dockereventwatch.reminder.SettableClock;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import io.jenkins.plugins.dockereventwatch.silence.SilenceRepository;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.watch.HostStatus;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerSnapshot;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerState;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerState.Health;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerState.MemoryUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which alerts result from the states of containers and hosts, and when. */
class AvailabilityMonitorTest {

    private static final String HOST = "docker-1";
    private static final Instant BEGIN = Instant.parse("2026-11-24T08:00:00Z");
    private static final List<String> MAIL = List.of("mail");

    private final SettableClock clock = new SettableClock(BEGIN);
    private final List<String> alerts = new ArrayList<>();
    private Store store;
    private Watcher watcher;

    @BeforeEach
    void open() throws StoreException {
        store = Store.open(new StateLocation.Memory());
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** A watcher of hosts whose states the test determines. */
    private final class Watcher {

        private final Map<String, HostSnapshot> hosts = new LinkedHashMap<>();
        private final AvailabilityMonitor monitor;
        private final AvailabilitySettings settings;

        Watcher(AvailabilitySettings settings) {
            Outbox outbox = new Outbox(store, clock, new AlertRouterFactory(NotificationPolicies.DEFAULT));
            monitor = new AvailabilityMonitor(
                    store,
                    () -> hosts,
                    source -> outbox.record((sql, now, routing) -> {
                        List<Alert> created = source.alerts(sql, now, routing);
                        created.forEach(alert -> alerts.add(describe(alert)));
                        return created;
                    }),
                    clock);
            this.settings = settings;
        }

        void see(ContainerState... containers) {
            see(HOST, containers);
        }

        void see(String host, ContainerState... containers) {
            hosts.put(
                    host,
                    new HostSnapshot(
                            status(true, BEGIN, Optional.empty()),
                            Optional.of(new ContainerSnapshot(clock.instant(), List.of(containers)))));
        }

        void lose(String host) {
            hosts.put(host, new HostSnapshot(status(false, clock.instant(), Optional.empty()), Optional.empty()));
        }

        void observe() throws StoreException {
            monitor.observe(settings);
        }

        /** Lets time pass, with an observation in each second. */
        void watch(Duration time) throws StoreException {
            for (long second = 0; second < time.toSeconds(); second++) {
                observe();
                clock.set(clock.instant().plusSeconds(1));
            }
        }
    }

    private static HostStatus status(boolean connected, Instant since, Optional<HostStatus.MissedDeaths> missed) {
        HostStatus.Counts counts =
                new HostStatus.Counts(0, 0, new HostStatus.Defects(0, 0), 0, 0, new HostStatus.Found(0, missed));
        return new HostStatus(connected, since, counts, null, "connection refused", "Docker Engine 29.3.0");
    }

    private static String describe(Alert alert) {
        return EventDescription.subject(alert.event()) + " " + EventDescription.predicate(alert.event());
    }

    private static ServiceSettings service(String name, ServiceSelector.Kind kind, String value) {
        return new ServiceSettings(
                name,
                new ServiceSelector(kind, value),
                Optional.of(Duration.ofMinutes(1)),
                Optional.of(Duration.ofMinutes(2)),
                Optional.of(new MemoryThreshold(90, Duration.ofMinutes(5))),
                MAIL);
    }

    private static AvailabilitySettings services(ServiceSettings... services) {
        return new AvailabilitySettings(List.of(services), Optional.empty());
    }

    private static ContainerState container(String name, String state, Map<String, String> labels) {
        return new ContainerState(
                new ContainerState.Identity("id of " + name, name, "image", labels),
                state,
                Health.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ContainerState running(String name) {
        return container(name, "running", Map.of());
    }

    private static ContainerState ended(ContainerState container, int exitCode, boolean restarts) {
        return new ContainerState(
                container.identity(),
                "exited",
                Health.NONE,
                Optional.empty(),
                Optional.of(new ContainerState.Details(exitCode, Optional.of(BEGIN), restarts, AlertContext.NONE)),
                Optional.empty());
    }

    private static ContainerState withHealth(String name, Health health, String output) {
        AlertContext context = new AlertContext(Optional.empty(), List.of(), false, List.of(output));
        return new ContainerState(
                running(name).identity(),
                "running",
                health,
                Optional.empty(),
                Optional.of(new ContainerState.Details(0, Optional.empty(), true, context)),
                Optional.empty());
    }

    private static ContainerState withMemory(String name, int percent) {
        return new ContainerState(
                running(name).identity(),
                "running",
                Health.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new MemoryUse((64L << 20) * percent / 100, 64L << 20)));
    }

    @Nested
    class NamedContainer {

        @BeforeEach
        void start() {
            watcher = new Watcher(services(service("phone-book", ServiceSelector.Kind.CONTAINER, "phone-book")));
        }

        @Test
        void absenceAtStartIsReportedOnce() throws StoreException {
            watcher.see();
            watcher.watch(Duration.ofSeconds(60));

            assertThat(alerts).isEmpty();

            watcher.watch(Duration.ofMinutes(10));

            assertThat(alerts).containsExactly("phone-book is absent: there is no container");
        }

        @Test
        void returnIsReportedWithItsDuration() throws StoreException {
            watcher.see(ended(running("phone-book"), 1, true));
            watcher.watch(Duration.ofMinutes(2));
            watcher.see(running("phone-book"));
            watcher.watch(Duration.ofMinutes(2));

            assertThat(alerts)
                    .containsExactly(
                            "phone-book is absent: its container ended with exit code 1",
                            "phone-book runs again after 2 min 0 s");
        }

        @Test
        void shortAbsenceIsNotReported() throws StoreException {
            for (int restart = 0; restart < 5; restart++) {
                watcher.see();
                watcher.watch(Duration.ofSeconds(50));
                watcher.see(running("phone-book"));
                watcher.watch(Duration.ofSeconds(20));
            }

            assertThat(alerts).isEmpty();
        }

        @Test
        void crashLoopIsAnAbsence() throws StoreException {
            for (int restart = 0; restart < 20; restart++) {
                watcher.see(ended(running("phone-book"), 1, true));
                watcher.watch(Duration.ofSeconds(3));
                ContainerState started = running("phone-book");
                watcher.see(new ContainerState(
                        started.identity(),
                        "running",
                        Health.NONE,
                        Optional.of(clock.instant()),
                        Optional.empty(),
                        Optional.empty()));
                watcher.watch(Duration.ofSeconds(4));
            }

            assertThat(alerts).containsExactly("phone-book is absent: its container ended with exit code 1");
        }

        @Test
        void restartOfTheWatcherKeepsTheIncident() throws StoreException {
            watcher.see();
            watcher.watch(Duration.ofMinutes(2));
            start();
            watcher.see();
            watcher.watch(Duration.ofMinutes(2));
            start();
            watcher.see(running("phone-book"));
            watcher.watch(Duration.ofSeconds(10));

            assertThat(alerts)
                    .containsExactly(
                            "phone-book is absent: there is no container", "phone-book runs again after 4 min 0 s");
        }

        @Test
        void unreachableHostIsNoAbsence() throws StoreException {
            watcher.see(running("phone-book"));
            watcher.watch(Duration.ofSeconds(10));
            watcher.lose(HOST);
            watcher.watch(Duration.ofMinutes(10));

            assertThat(alerts).isEmpty();
        }

        @Test
        void graceStartsWhenTheHostReturns() throws StoreException {
            watcher.see();
            watcher.watch(Duration.ofSeconds(30));
            watcher.lose(HOST);
            watcher.watch(Duration.ofMinutes(5));
            watcher.see();
            watcher.watch(Duration.ofSeconds(50));

            assertThat(alerts).isEmpty();

            watcher.watch(Duration.ofSeconds(20));

            assertThat(alerts).hasSize(1);
        }

        @Test
        void containerOnAnotherHostCounts() throws StoreException {
            watcher.see(HOST);
            watcher.see("docker-2", running("phone-book"));
            watcher.watch(Duration.ofMinutes(5));

            assertThat(alerts).isEmpty();
        }

        @Test
        void anotherWatcherThatSeesItPreventsTheAlert() throws StoreException {
            Watcher other = new Watcher(services(service("phone-book", ServiceSelector.Kind.CONTAINER, "phone-book")));
            other.see("docker-2", running("phone-book"));
            watcher.see();
            for (int second = 0; second < 300; second++) {
                watcher.watch(Duration.ofSeconds(1));
                other.observe();
            }

            assertThat(alerts).isEmpty();
        }

        @Test
        void twoWatchersReportItOnce() throws StoreException {
            Watcher other = new Watcher(services(service("phone-book", ServiceSelector.Kind.CONTAINER, "phone-book")));
            for (ContainerState[] seen : List.of(new ContainerState[0], new ContainerState[] {running("phone-book")})) {
                watcher.see(seen);
                other.see(seen);
                for (int second = 0; second < 120; second++) {
                    watcher.watch(Duration.ofSeconds(1));
                    other.observe();
                }
            }

            assertThat(alerts).hasSize(2);
        }

        @Test
        void silenceDelaysTheAlert() throws StoreException {
            Condition any = new Condition(
                    new FieldPath("Actor.Attributes.name"),
                    Condition.Operator.EQUALS,
                    Condition.Quantifier.ANY,
                    List.of("phone-book"));
            new SilenceRepository(store, clock)
                    .add(new Silence(0, List.of(any), BEGIN, BEGIN.plusSeconds(600), "maintenance", "me"));
            watcher.see();
            watcher.watch(Duration.ofMinutes(10));

            assertThat(alerts).isEmpty();

            watcher.watch(Duration.ofSeconds(10));

            assertThat(alerts).hasSize(1);
        }
    }

    @Nested
    class Project {

        private final Map<String, String> web =
                Map.of("com.docker.compose.project", "shop", "com.docker.compose.service", "web");

        @BeforeEach
        void start() {
            watcher = new Watcher(services(service("shop", ServiceSelector.Kind.PROJECT, "shop")));
        }

        @Test
        void serviceThatRanIsExpected() throws StoreException {
            watcher.see(container("shop-web-1", "running", web));
            watcher.watch(Duration.ofSeconds(10));
            watcher.see();
            watcher.watch(Duration.ofMinutes(5));

            assertThat(alerts).containsExactly("shop/web is absent: there is no container");
        }

        @Test
        void serviceIsStillExpectedAfterRestart() throws StoreException {
            watcher.see(container("shop-web-1", "running", web));
            watcher.watch(Duration.ofSeconds(10));
            start();
            watcher.see();
            watcher.watch(Duration.ofMinutes(5));

            assertThat(alerts).hasSize(1);
        }

        @Test
        void serviceThatNeverRanIsNotExpected() throws StoreException {
            watcher.see(container("shop-web-1", "created", web));
            watcher.watch(Duration.ofMinutes(5));

            assertThat(alerts).isEmpty();
        }

        @Test
        void completedServiceIsNotAbsent() throws StoreException {
            watcher.see(container("shop-web-1", "running", web));
            watcher.watch(Duration.ofSeconds(10));
            watcher.see(ended(container("shop-web-1", "exited", web), 0, false));
            watcher.watch(Duration.ofMinutes(5));

            assertThat(alerts).isEmpty();
        }

        @Test
        void replacedContainerIsNoAbsence() throws StoreException {
            watcher.see(container("shop-web-1", "running", web));
            watcher.watch(Duration.ofSeconds(10));
            watcher.see();
            watcher.watch(Duration.ofSeconds(20));
            watcher.see(container("shop-web-1", "running", web));
            watcher.watch(Duration.ofMinutes(5));

            assertThat(alerts).isEmpty();
        }

        @Test
        void oneReplicaIsEnough() throws StoreException {
            watcher.see(container("shop-web-1", "running", web), container("shop-web-2", "running", web));
            watcher.watch(Duration.ofSeconds(10));
            watcher.see(container("shop-web-2", "running", web));
            watcher.watch(Duration.ofMinutes(5));

            assertThat(alerts).isEmpty();
        }
    }

    @Nested
    class ConditionOfContainer {

        @BeforeEach
        void start() {
            watcher = new Watcher(services(service("web", ServiceSelector.Kind.CONTAINER, "web")));
        }

        @Test
        void lastingFailedHealthCheckIsReported() throws StoreException {
            watcher.see(withHealth("web", Health.UNHEALTHY, "connection refused"));
            watcher.watch(Duration.ofSeconds(110));
            assertThat(alerts).isEmpty();
            watcher.watch(Duration.ofMinutes(3));
            watcher.see(withHealth("web", Health.STARTING, ""));
            watcher.watch(Duration.ofMinutes(1));
            watcher.see(withHealth("web", Health.HEALTHY, ""));
            watcher.watch(Duration.ofMinutes(1));

            assertThat(alerts)
                    .containsExactly("web has been unhealthy for 2 min 0 s", "web is healthy again after 5 min 50 s");
        }

        @Test
        void shortMemoryPeakIsNotReported() throws StoreException {
            for (int peak = 0; peak < 5; peak++) {
                watcher.see(withMemory("web", 97));
                watcher.watch(Duration.ofMinutes(4));
                watcher.see(withMemory("web", 50));
                watcher.watch(Duration.ofMinutes(1));
            }

            assertThat(alerts).isEmpty();
        }

        @Test
        void lastingMemoryUseIsReportedOnce() throws StoreException {
            watcher.see(withMemory("web", 95));
            watcher.watch(Duration.ofMinutes(6));
            for (int change = 0; change < 10; change++) {
                watcher.see(withMemory("web", 88));
                watcher.watch(Duration.ofMinutes(6));
                watcher.see(withMemory("web", 95));
                watcher.watch(Duration.ofMinutes(6));
            }
            watcher.see(withMemory("web", 20));
            watcher.watch(Duration.ofMinutes(1));

            assertThat(alerts)
                    .containsExactly(
                            "web uses 95 % of its memory limit of 64 MiB, for 5 min 0 s",
                            "web uses only 20 % of its memory limit of 64 MiB again, after 2 h 6 min");
        }
    }

    @Test
    void firstServiceThatSelectsAContainerReportsIt() throws StoreException {
        watcher = new Watcher(services(
                service("phone-book", ServiceSelector.Kind.CONTAINER, "phone-book"),
                service("*", ServiceSelector.Kind.LABEL, "watched=true")));
        watcher.see(container("phone-book", "running", Map.of("watched", "true")));
        watcher.watch(Duration.ofSeconds(10));
        watcher.see();
        watcher.watch(Duration.ofMinutes(5));

        assertThat(alerts).hasSize(1);
    }

    @Nested
    class Hosts {

        private final AvailabilitySettings settings =
                new AvailabilitySettings(List.of(), Optional.of(new HostSettings(Duration.ofMinutes(2), MAIL)));

        @Test
        void unreachableHostIsReportedOnce() throws StoreException {
            watcher = new Watcher(settings);
            watcher.lose(HOST);
            watcher.watch(Duration.ofMinutes(10));
            watcher.see();
            watcher.watch(Duration.ofMinutes(10));

            assertThat(alerts)
                    .containsExactly(
                            "docker-1 is unreachable: connection refused",
                            "docker-1 is reachable again after 10 min 0 s");
        }

        @Test
        void shortLossOfConnectionIsNotReported() throws StoreException {
            watcher = new Watcher(settings);
            watcher.lose(HOST);
            watcher.watch(Duration.ofSeconds(100));
            watcher.see();
            watcher.watch(Duration.ofMinutes(10));

            assertThat(alerts).isEmpty();
        }

        @Test
        void hostThatAnotherWatcherReachesIsReachable() throws StoreException {
            watcher = new Watcher(settings);
            Watcher other = new Watcher(settings);
            watcher.lose(HOST);
            other.see();
            for (int second = 0; second < 600; second++) {
                watcher.watch(Duration.ofSeconds(1));
                other.observe();
            }

            assertThat(alerts).isEmpty();
        }

        @Test
        void deathsDuringRestartAreOneAlert() throws StoreException {
            watcher = new Watcher(settings);
            Watcher other = new Watcher(settings);
            for (Watcher each : List.of(watcher, other)) {
                each.lose(HOST);
            }
            watcher.watch(Duration.ofSeconds(40));
            HostStatus.MissedDeaths missed = new HostStatus.MissedDeaths(BEGIN, BEGIN, List.of("web", "db"));
            for (Watcher each : List.of(watcher, other)) {
                each.hosts.put(
                        HOST, new HostSnapshot(status(true, clock.instant(), Optional.of(missed)), Optional.empty()));
            }
            for (int second = 0; second < 60; second++) {
                watcher.watch(Duration.ofSeconds(1));
                other.observe();
            }

            long recorded = store.transaction(
                    sql -> sql.of("select count(*) from alert").count());
            assertThat(recorded).isOne();
            assertThat(alerts)
                    .contains("docker-1 was not followed for a while; containers that ended meanwhile: 2: web, db");
        }
    }
}
