package io.jenkins.plugins.dockereventwatch.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.postgres.PostgresServer;
import io.jenkins.plugins.dockereventwatch.postgres.WithPostgres;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderLinks;
import io.jenkins.plugins.dockereventwatch.service.WatchIntegrations;
import io.jenkins.plugins.dockereventwatch.service.WatchService;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.text.Login;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import io.jenkins.plugins.dockereventwatch.watch.container.LogRedactor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Two watches of one host that share a database. */
@WithDocker
@WithPostgres
class SharedStateTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final List<Alert> told = new CopyOnWriteArrayList<>();

    @Test
    void sendsAlertOnceAcrossTwoWatchers(DockerEngine engine, PostgresServer postgres) throws Exception {
        String url = postgres.createDatabase().replaceFirst("user=[^&]*&?", "");
        StateLocation location =
                StateLocation.PostgreSql.withoutPassword(url, Optional.of(new Login("watch", new Secret("any"))));
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        String first = null;
        String second = null;
        try (Store oneStore = Store.open(location);
                Store otherStore = Store.open(location);
                WatchService one = watch(oneStore);
                WatchService other = watch(otherStore)) {
            int port = server.getSmtp().getPort();
            for (WatchService watch : List.of(one, other)) {
                watch.apply(TestSettings.deaths(Map.of("here", engine.host()), "ops@example.org", false, port)
                        .watch());
                await().atMost(PATIENCE)
                        .until(() -> watch.hosts().get("here").status().connected());
            }
            first = engine.run("seen-twice", TestSettings.IMAGE, "exit 3");
            await().atMost(PATIENCE).until(() -> told.size() == 2);
            await().atMost(PATIENCE).until(() -> server.getReceivedMessages().length == 1);

            one.close();
            second = engine.run("seen-once", TestSettings.IMAGE, "exit 3");
            await().atMost(PATIENCE).until(() -> server.getReceivedMessages().length == 2);
            assertThat(server.getReceivedMessages()[1].getSubject()).contains("seen-once");
        } finally {
            server.stop();
            for (String container : new String[] {first, second}) {
                if (container != null) {
                    engine.remove(container);
                }
            }
        }
    }

    private WatchService watch(Store store) throws Exception {
        return new WatchService(
                store,
                new WatchIntegrations(
                        LogRedactor.NONE,
                        context -> context,
                        new JenkinsAlerts(build -> List.of(), told::add),
                        ReminderLinks.NONE),
                Clock.systemUTC());
    }
}
