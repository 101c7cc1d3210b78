package io.jenkins.plugins.dockereventwatch.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.ReceivedMail;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderLinks;
import io.jenkins.plugins.dockereventwatch.service.WatchIntegrations;
import io.jenkins.plugins.dockereventwatch.service.WatchService;
import io.jenkins.plugins.dockereventwatch.settings.CompiledSettings;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHost;
import io.jenkins.plugins.dockereventwatch.watch.container.LogRedactor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The watch of Jenkins with a Docker Engine and a mail server. */
@WithDocker
class JenkinsAlertsTest {

    private static final BuildReference BUILD =
            new BuildReference(Optional.empty(), "phone-book", 42, Optional.empty(), Optional.empty());

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    private final List<Alert> told = new CopyOnWriteArrayList<>();
    private final List<String> containers = new ArrayList<>();

    @TempDir
    private Path state;

    private final Deque<Store> stores = new ArrayDeque<>();
    private DockerEngine engine;
    private WatchService watch;
    private JenkinsAlerts alerts;

    @BeforeEach
    void start(DockerEngine shared) throws StoreException {
        engine = shared;
        watch = watch();
    }

    private WatchService watch() throws StoreException {
        stores.push(Store.open(new StateLocation.Folder(state)));
        return running();
    }

    private WatchService running() throws StoreException {
        alerts = new JenkinsAlerts(build -> List.of("builder@example.org"), told::add);
        return new WatchService(
                stores.peek(),
                new WatchIntegrations(
                        LogRedactor.NONE, context -> context.withBuild(BUILD), alerts, ReminderLinks.NONE),
                Clock.systemUTC());
    }

    private void apply(CompiledSettings settings) {
        alerts.use(settings);
        watch.apply(settings.watch());
    }

    @AfterEach
    void stop() {
        watch.close();
        stores.forEach(Store::close);
        containers.forEach(engine::remove);
    }

    @Test
    void sendsAlertsOfTheSettings() {
        apply(plan(Map.of("here", engine.host()), "ops@example.org", false));
        awaitConnected("here");

        run("planned");

        await().atMost(Duration.ofSeconds(30)).until(() -> server.getReceivedMessages().length == 1);
        assertThat(subjects()).singleElement().asString().contains("planned");
        assertThat(told).hasSize(1);
    }

    @Test
    void alertsPeopleResponsibleForTheBuild() {
        apply(plan(Map.of("here", engine.host()), "", true));
        awaitConnected("here");

        run("responsible");

        await().atMost(Duration.ofSeconds(30)).until(() -> server.getReceivedMessages().length == 1);
        assertThat(told)
                .singleElement()
                .satisfies(alert -> assertThat(alert.context().recipients()).containsExactly("builder@example.org"));
    }

    @Test
    void keepsUnchangedHosts() {
        apply(plan(Map.of("here", engine.host()), "ops@example.org", false));
        awaitConnected("here");
        WatchedHost before = watch.hosts().get("here");

        apply(plan(
                Map.of("here", engine.host(), "other", DockerHost.parse("tcp://127.0.0.1:1", Map.of())),
                "others@example.org",
                false));

        assertThat(watch.hosts()).containsOnlyKeys("here", "other");
        assertThat(watch.hosts().get("here")).isSameAs(before);
        assertThat(before.status().connected()).isTrue();
        apply(plan(Map.of(), "others@example.org", false));
        assertThat(watch.hosts()).isEmpty();
    }

    @Test
    void sendsPendingAlertsAfterARestart() throws StoreException {
        int port = server.getSmtp().getPort();
        server.stop();
        apply(TestSettings.deaths(Map.of("here", engine.host()), "ops@example.org", false, port));
        awaitConnected("here");
        run("patient");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> watch.health().deliveries().waiting() == 1);

        watch.close();
        stores.pop().close();
        GreenMail later = LocalMailServer.startOn(port);
        try {
            watch = watch();
            apply(TestSettings.deaths(Map.of("here", engine.host()), "ops@example.org", false, port));

            await().atMost(Duration.ofSeconds(60)).until(() -> later.getReceivedMessages().length == 1);
        } finally {
            later.stop();
        }
    }

    @Test
    void sendsAlertsWithoutADurableState() throws StoreException {
        watch.close();
        stores.pop().close();
        stores.push(StateStores.memory());
        watch = running();

        apply(plan(Map.of("here", engine.host()), "ops@example.org", false));
        awaitConnected("here");
        run("stateless");

        await().atMost(Duration.ofSeconds(30)).until(() -> server.getReceivedMessages().length == 1);
    }

    private void awaitConnected(String host) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> watch.hosts().get(host).status().connected());
    }

    private void run(String name) {
        String id = engine.run(name, TestSettings.IMAGE, "exit 3");
        containers.add(id);
    }

    private CompiledSettings plan(Map<String, DockerHost> hosts, String recipient, boolean responsible) {
        return TestSettings.deaths(
                hosts, recipient, responsible, server.getSmtp().getPort());
    }

    private List<String> subjects() {
        return ReceivedMail.subjects(server);
    }
}
