package io.jenkins.plugins.dockereventwatch.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.EnvVars;
import hudson.ExtensionList;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.hostupdate.page.HostUpdatesPage;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdateConfiguration;
import io.jenkins.plugins.dockereventwatch.overview.monitor.StateMonitor;
import io.jenkins.plugins.dockereventwatch.postgres.PostgresServer;
import io.jenkins.plugins.dockereventwatch.postgres.WithPostgres;
import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.StateSetting;
import io.jenkins.plugins.dockereventwatch.settings.host.DockerHostSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.RuleSetting;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.text.Login;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import io.jenkins.plugins.dockereventwatch.update.probe.FakeHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A Jenkins whose state is a database that it may share with other watchers. */
@WithJenkins
@WithDocker
@WithPostgres
class SharedStateInJenkinsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private JenkinsRule jenkins;

    @BeforeEach
    void use(JenkinsRule rule) throws Exception {
        jenkins = rule;
        SystemCredentialsProvider provider = SystemCredentialsProvider.getInstance();
        provider.getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.SYSTEM, "watch-db", "state", "watch", "hunter2hunter2"));
        provider.save();
    }

    @Test
    void usesDatabaseAndReportsItsProblems(DockerEngine engine, PostgresServer postgres) throws Exception {
        String url = withoutUser(postgres.createDatabase());
        follow(engine);
        assertThat(hostsIn(url)).isZero();

        share(url);

        await().atMost(PATIENCE).until(() -> hostsIn(url) == 1);
        assertThat(monitor().isActivated()).isFalse();

        postgres.kill();
        String container = engine.run("while-the-database-is-away", "plugin-test", "exit 3");
        try {
            await().atMost(PATIENCE).until(() -> monitor().isActivated());
            assertThat(monitor().getErrors())
                    .singleElement()
                    .asString()
                    .contains("cannot be reached")
                    .doesNotContain("hunter2");
            postgres.startAgain();
            await().atMost(PATIENCE).until(() -> !monitor().isActivated());
        } finally {
            engine.remove(container);
        }

        DockerEventWatchConfiguration.get().setState(null);
        await().atMost(PATIENCE).until(() -> connected());
    }

    @Test
    void usesFolderIfDatabaseIsUnusable(DockerEngine engine, PostgresServer postgres) throws Exception {
        follow(engine);

        share(withoutUser(postgres.createDatabase()) + "-that-is-not-there");

        await().atMost(PATIENCE).until(() -> monitor().isActivated());
        assertThat(monitor().getErrors())
                .singleElement()
                .asString()
                .contains("the database does not exist", jenkins.jenkins.getRootDir() + "/docker-event-watch is used");
        assertThat(connected()).isTrue();
    }

    @Test
    void keepsWatchingWhileDatabaseIsUnavailable(DockerEngine engine, PostgresServer postgres) throws Exception {
        String url = withoutUser(postgres.createDatabase());
        follow(engine);
        postgres.kill();

        share(url);

        await().atMost(PATIENCE).until(() -> monitor().isActivated());
        assertThat(connected()).isTrue();
        postgres.startAgain();
        await().atMost(PATIENCE).until(() -> !monitor().isActivated() && hostsIn(url) == 1);
    }

    @Test
    void databaseContainsHostUpdates(PostgresServer postgres, @TempDir Path commands) throws Exception {
        EnvVars.masterEnvVars.putAll(new FakeHost(commands).environment("controller-host"));
        String url = withoutUser(postgres.createDatabase());
        HostUpdateConfiguration.get().setLabel("built-in");

        share(url);

        String read = "select count(*) from update_host where host = 'built-in' and last_read is not null";
        await().atMost(PATIENCE).until(() -> count(url, read) == 1);
        assertThat(new HostUpdatesPage().getHosts())
                .singleElement()
                .satisfies(host -> assertThat(host.known).isTrue());
        assertThat(monitor().isActivated()).isFalse();
    }

    private static StateMonitor monitor() {
        return ExtensionList.lookupSingleton(StateMonitor.class);
    }

    private static void follow(DockerEngine engine) {
        DockerEventWatchConfiguration settings = DockerEventWatchConfiguration.get();
        settings.setRules(List.of(new RuleSetting("everything")));
        settings.setHosts(
                List.of(new DockerHostSetting("here", engine.host().uri().toString())));
        await().atMost(PATIENCE).until(SharedStateInJenkinsTest::connected);
    }

    private static boolean connected() {
        return Optional.ofNullable(ExtensionList.lookupSingleton(DockerEventListener.class)
                        .hosts()
                        .get("here"))
                .filter(host -> host.status().connected())
                .isPresent();
    }

    private static void share(String url) {
        StateSetting state = new StateSetting();
        state.setUrl(url);
        state.setCredentialsId("watch-db");
        DockerEventWatchConfiguration.get().setState(state);
    }

    private static String withoutUser(String url) {
        return url.substring(0, url.indexOf('?'));
    }

    /** How many hosts are known to a database. */
    private static long hostsIn(String url) throws Exception {
        return count(url, "select count(*) from host where seen_until > 0");
    }

    private static long count(String url, String query) throws Exception {
        StateLocation location = StateLocation.PostgreSql.withoutPassword(
                url, Optional.of(new Login("watch", new Secret("hunter2hunter2"))));
        try (Store store = Store.open(location)) {
            return store.transaction(sql -> sql.of(query).count());
        }
    }
}
