package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.delivery.Delivery;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.ReceivedMail;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.watch.container.LogRedactor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What happened on a host before it was ever watched. */
@WithDocker
class FirstStartTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final EventFilters DEATHS = new EventFilters(Map.of("event", List.of("die")));
    private static final RuleSet ALL = RuleSet.of(List.of(new Rule("all", List.of(), List.of(), List.of("n"))));

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    private final List<String> containers = new ArrayList<>();

    @TempDir
    private Path folder;

    private DockerEngine engine;

    @AfterEach
    void stop() {
        containers.forEach(engine::remove);
    }

    @Test
    void ignoresDeathsBeforeFirstStart(DockerEngine shared) throws Exception {
        engine = shared;
        die("before-the-first");

        watchUntilMailed("in-the-first");
        watchUntilMailed("in-the-second");

        assertThat(ReceivedMail.subjects(server))
                .satisfiesExactly(
                        subject -> assertThat(subject).contains("in-the-first"),
                        subject -> assertThat(subject).contains("in-the-second"));
    }

    /** A life of the program, in which a container dies. */
    private void watchUntilMailed(String container) throws Exception {
        MailNotifier notifier = new MailNotifier(
                "n",
                new MailServer("127.0.0.1", server.getSmtp().getPort(), MailServer.Security.NONE, Optional.empty()),
                "watch@example.org",
                List.of("ops@example.org"),
                RateLimit.OFF,
                Optional.empty());
        Clock clock = Clock.systemUTC();
        try (Store store = Store.open(new StateLocation.Folder(folder.resolve("state")));
                Delivery delivery = new Delivery(
                        store, Map.of("n", notifier), clock, RetryPolicy.DELIVERY, TransportTimeouts.DEFAULT);
                WatchedHosts hosts = new WatchedHosts(new WatchDependencies(
                        clock, LogRedactor.NONE, ContextResolver.NONE, delivery::cursor, delivery::submit))) {
            hosts.follow(Map.of("test", engine.host()), DEATHS, ALL);
            await().atMost(PATIENCE)
                    .until(() -> hosts.all().get("test").status().connected());

            die(container);

            await().atMost(PATIENCE)
                    .until(() ->
                            ReceivedMail.subjects(server).stream().anyMatch(subject -> subject.contains(container)));
            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
        }
    }

    private void die(String name) {
        containers.add(name);
        engine.awaitEnd(engine.run(name, "mysql:8.4", "exit 1"));
    }
}
